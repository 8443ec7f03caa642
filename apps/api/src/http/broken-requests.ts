import type { Socket } from 'node:net';
import { v7 } from 'uuid';
import { PROBLEM_TYPE, STANDARD_PROBLEMS, toProblem } from './problem.js';

const STATUS_LINES: Readonly<Record<number, string>> = {
  400: '400 Bad Request',
  408: '408 Request Timeout',
  431: '431 Request Header Fields Too Large',
};

/** Answers bytes that are no HTTP request, or too much or too slow of one; nothing else has seen them. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOf(error.code);
  const requestId = v7();
  const body = JSON.stringify(toProblem(STANDARD_PROBLEMS[status], requestId));

  socket.end(
    [
      `HTTP/1.1 ${STATUS_LINES[status]}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function statusOf(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}
