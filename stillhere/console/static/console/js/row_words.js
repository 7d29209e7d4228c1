// One row of the board in words: a mark, a word and a colour that all say the same.

const words = () => document.querySelector("[data-now-words]").dataset;

export const said = (row) => row.label || words().caller.replace("{number}", row.number);

export function look(row, you) {
  const mine = row.holder?.id === you.id;
  if (row.alarm) return { mark: "▲", word: alarm(row), kind: "alarm" };
  if (row.unattended) return { mark: "▲", word: words().unattended, kind: "asking" };
  if (row.state === "asking") return { mark: "◐", word: words().asking, kind: "asking" };
  if (row.unheld && row.watch) return { mark: "▲", word: words().unheld, kind: "asking" };
  if (row.waiting) return { mark: "◌", word: words().waiting, kind: "waiting" };
  if (row.state === "help_on_the_way") return { mark: "➜", word: coming(row), kind: "asking" };
  return mine
    ? { mark: "●", word: words().mine, kind: "mine" }
    : { mark: "○", word: holder(row), kind: "theirs" };
}

function alarm(row) {
  if (row.unheld && row.watch) return words().unheld;
  return row.waiting ? words().unanswered : words().alarm;
}

// Their telephone, where there is something to say of it.
function line(call) {
  if (call.state === "dropped") return words().lineDropped;
  if (call.bad_since) return words().lineBad;
  return call.state === "talking" && call.quiet_since ? words().lineQuiet : "";
}

const coming = (row) => (row.beside ? words().beside : words().coming);
const holder = (row) => (row.holder ? words().with.replace("{name}", row.holder.name) : "");

// What else there is to say, in the order of its weight.
export function moreOf(row, you) {
  const mine = row.holder?.id === you.id;
  const atHome = row.unattended && row.holder && words().atHome.replace("{name}", row.holder.name);
  const named = row.unattended || ["mine", "theirs"].includes(look(row, you).kind);
  const more = [
    row.alarm && row.unattended && words().unattended,
    atHome,
    row.decided && words().called.replace("{name}", row.decided.by),
    row.offered_to === you.id && words().offered,
    row.look && words().second.replace("{name}", row.look.by.name),
    row.supervisor_wanted && words().supervisor,
    row.second_person && !mine && words().look,
    row.call_back && words().callBack,
    row.held_back && words().heldBack,
    row.texts_lost && words().textsLost,
    row.call && line(row.call),
    row.answered_for && words().down,
    row.people > 1 && words().together.replace("{number}", row.people),
    words()[row.channel],
    !named && row.holder && (mine ? words().mine : holder(row)),
    row.practice && words().practice,
  ];
  return more.filter(Boolean).join(" · ");
}
