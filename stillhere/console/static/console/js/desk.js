// Everything an operator's console does beside what every page does.

import "./now.js";
import "./person.js";
import "./in_view.js";
import "./talk.js";
import "./texting.js";
import "./answers.js";
import "./guides.js";
