// Counts seconds where no browser slows them down. It knows nothing, and asks nobody.
setInterval(() => postMessage(0), 1000);
