// What our own server says of this telephone: its seat of this shift, and what it may answer.

const UNASKED = { Accept: "application/json", "X-Unasked": "1" }; // it keeps no screen open
const PATIENCE = 4000; // ms

// Null: nobody knows just now.
async function asked(url) {
  try {
    const answer = await fetch(url, { headers: UNASKED, signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export const seatNow = (room) => asked(room.dataset.seat);

export async function mayAnswer(room, ring) {
  const said = await asked(`${room.dataset.mayAnswer}?${new URLSearchParams({ ring })}`);
  return said?.may === true;
}
