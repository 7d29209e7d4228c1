// Before a chat: leaving at once, and no page left behind to come back to.
import "./instead.js";
import "./leave.js";
