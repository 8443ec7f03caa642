/** Preloaded into what `npm start` starts: when the parent was killed outright, the child stops too and gives its port free. */
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 200).unref();
