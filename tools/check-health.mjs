/** The image's health check: 0 when the server on PORT says that it is ready, 1 otherwise. */
const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).catch(() => undefined);
process.exitCode = answer?.ok ? 0 : 1;
