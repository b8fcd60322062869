// The HTTP contract, and nothing else: what the page can do, any client can.

const AGAIN = "请确认服务仍在运行、网络正常，再试一次；已输入的内容没有丢失。";
const UNREACHABLE = `连不上服务。${AGAIN}`;
export const CUT_OFF = `服务在返回途中断开，内容不完整。${AGAIN}`;

/** What went wrong, in words for the user. */
export class Problem extends Error {
  constructor(detail, { type = "", status = 0, errors = [], report_id: reportId = null } = {}) {
    super(detail);
    Object.assign(this, { type, status, errors, reportId });
  }
}

export function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(given(parameters)).toString();
  return json("GET", query === "" ? path : `${path}?${query}`, undefined, signal);
}

export function post(path, body, signal = undefined) {
  return json("POST", path, body, signal);
}

/** A file that a POST returns. */
export async function file(path, body) {
  const response = await answered("POST", path, body);
  return response.blob().catch(failed(CUT_OFF));
}

export async function remove(path) {
  await answered("DELETE", path);
}

/** All items of a list that comes in pages. */
export async function everyItem(path, parameters = {}) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(path, { ...parameters, cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

/** Events of a POST as they come: calls on[event](data). Resolves with the data of `done`. */
export async function events(path, body, on, signal) {
  const response = await answered("POST", path, body, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { value, done } = await reader.read().catch(failed(CUT_OFF));
    if (done) throw new Problem(CUT_OFF);
    const blocks = (held + value).split("\n\n");
    held = blocks.pop();
    for (const block of blocks) {
      const [, name, text] = /^event: (.*)\ndata: (.*)$/.exec(block);
      const data = JSON.parse(text);
      if (name === "done") return data;
      if (name === "error") throw problemOf(data, 0);
      on[name]?.(data);
    }
  }
}

/** A multipart POST that tells how much was sent: onProgress(share from 0 to 1). Resolves with {status, body}. */
export function upload(path, fields, onProgress = () => {}) {
  const form = new FormData();
  for (const [name, value] of given(fields)) form.append(name, value);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch tells nothing of what was sent
    request.open("POST", path);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onerror = () => reject(new Problem(UNREACHABLE));
    request.onload = () => {
      const { status, response } = request;
      if (status < 300) resolve({ status, body: response });
      else reject(problemOf(response, status));
    };
    request.send(form);
  });
}

async function json(...request) {
  const response = await answered(...request);
  return response.json().catch(failed(CUT_OFF));
}

async function answered(method, path, body, signal) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const sent = { method, headers, body: JSON.stringify(body), signal };
  const response = await fetch(path, sent).catch(failed(UNREACHABLE));
  if (!response.ok) throw problemOf(await response.json().catch(() => null), response.status);
  return response;
}

/** What was stopped is no problem. */
function failed(message) {
  return (error) => {
    throw error.name === "AbortError" ? error : new Problem(message);
  };
}

function problemOf(body, status) {
  return new Problem(body?.detail ?? `服务返回了意外的结果（${status}），请稍后再试。`, { status, ...body });
}

function given(values) {
  return Object.entries(values).filter(([, value]) => value !== null && value !== "");
}
