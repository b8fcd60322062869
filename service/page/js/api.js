// The HTTP contract, and nothing else: what the page can do, any client can.

/** What went wrong, in words for the user. */
export class Problem extends Error {
  constructor(detail, { status = 0, errors = [], reportId = null, requestId = null } = {}) {
    super(detail);
    this.status = status;
    this.errors = errors;
    this.reportId = reportId;
    this.requestId = requestId;
  }
}

export const UNREACHABLE = "连不上服务。请确认服务仍在运行、网络正常，再试一次；已输入的内容没有丢失。";
export const CUT_OFF = "服务在返回途中断开，内容不完整。请确认服务仍在运行，再试一次；已输入的内容没有丢失。";

export function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== ""));
  return json("GET", query.size === 0 || String(query) === "" ? path : `${path}?${query}`, undefined, signal);
}

export function post(path, body, signal = undefined) {
  return json("POST", path, body, signal);
}

export async function remove(path) {
  await answered(path, { method: "DELETE" });
}

/** All items of a list that comes in pages. */
export async function everyItem(path, parameters = {}) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(path, { ...parameters, cursor });
    items.push(...page.items);
    cursor = page.next ?? null;
  } while (cursor);
  return items;
}

/** A file that a POST returns. */
export async function file(path, body) {
  const response = await answered(path, sent("POST", body));
  return response.blob();
}

/**
 * Events of a POST as they come: calls on[event](data). Resolves with the data of `done`.
 * @param {Object<string, function(Object)>} on
 */
export async function events(path, body, on, signal) {
  const response = await answered(path, { ...sent("POST", body), signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    let part;
    try {
      part = await reader.read();
    } catch (error) {
      throw error.name === "AbortError" ? error : new Problem(CUT_OFF);
    }
    held += (part.value ?? "").replaceAll("\r\n", "\n");
    const blocks = held.split("\n\n");
    held = blocks.pop();
    for (const block of blocks) {
      const { name, data } = parsed(block);
      if (name === "done") return data;
      if (name === "error") throw problemOf(data, 0, null);
      if (name in on) on[name](data);
    }
    if (part.done) throw new Problem(CUT_OFF);
  }
}

/** A multipart POST that tells how much was sent: onProgress(share from 0 to 1). Resolves with {status, body}. */
export function upload(path, fields, onProgress = () => {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== null && value !== "") form.append(name, value);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("error", () => reject(new Problem(UNREACHABLE)));
    request.addEventListener("load", () => {
      const body = parsedJson(request.responseText);
      if (request.status < 300 && body !== null) resolve({ status: request.status, body });
      else reject(problemOf(body, request.status, request.getResponseHeader("X-Request-ID")));
    });
    request.send(form);
  });
}

async function json(method, path, body, signal) {
  const response = await answered(path, { ...sent(method, body), signal });
  return response.json();
}

function sent(method, body) {
  if (body === undefined) return { method };
  return { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function answered(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    throw error.name === "AbortError" ? error : new Problem(UNREACHABLE);
  }
  if (!response.ok) {
    throw problemOf(parsedJson(await response.text()), response.status, response.headers.get("X-Request-ID"));
  }
  return response;
}

function problemOf(body, status, requestId) {
  const detail = body?.detail ?? `服务返回了意外的结果（${status}），请稍后再试。`;
  return new Problem(detail, {
    status: body?.status ?? status,
    errors: body?.errors ?? [],
    reportId: body?.report_id ?? null,
    requestId,
  });
}

function parsed(block) {
  let name = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
  }
  return { name, data: parsedJson(data.join("\n")) };
}

function parsedJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
