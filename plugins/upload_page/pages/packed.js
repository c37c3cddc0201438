// Folders and packed folders (zip), opened in the browser: each file in them is sent on its own.
// What is packed is believed in nothing: sizes, places, names and sums are checked, and an end is set.
"use strict";

const packed = (() => {
const MOST_PACKED = 1000; // files in one packed folder
const MOST_UNPACKED = 2 ** 31; // bytes of all of them
const MOST_LISTED = 4 << 20; // bytes of its list of files
const SIGNS = { end: 0x06054b50, listed: 0x02014b50, local: 0x04034b50 };
const JUNK = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)/i;
const PACKED = /\.(zip|7z|rar|gz|tar|tgz|bz2|xz)$/i;
const UNPACK = "Unpack it on your computer, then choose the files in it.";
const OTHER_KIND = `This is a packed folder of a kind that we cannot open. ${UNPACK}`;
const NESTED = `This is a packed folder inside a packed folder. ${UNPACK}`;
const DAMAGED = "The packed folder is damaged. Pack it again, or choose the files in it.";
const TOO_MUCH = `There is too much in this packed folder. ${UNPACK}`;
const LOCKED = "The file is locked with a password. Remove the password, then send it again.";
const STRANGE = `The file is packed in a way that we cannot open. ${UNPACK}`;
const EMPTY = "There are no files in this packed folder.";
// The upper half of the letters in which old packing programs write names.
const CP437 = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

// Yields { file } for each file to send, and { name, why } for each that cannot be.
async function* filesIn(chosen, most) {
  for (const { file } of twice(chosen)) {
    if (JUNK.test(file.webkitRelativePath || file.name)) continue;
    if (/\.zip$/i.test(file.name)) yield* unpacked(file, most);
    else if (PACKED.test(file.name)) yield { name: file.name, why: OTHER_KIND };
    else yield { file };
  }
}

// Files of one name from several folders are told apart by their folders: one would replace another.
function twice(files) {
  const plain = (file) => file.name.toLowerCase();
  const seen = new Map();
  for (const file of files) seen.set(plain(file), (seen.get(plain(file)) || 0) + 1);
  return files.map((file) => {
    const folders = (file.webkitRelativePath || "").split("/").slice(0, -1).slice(-1);
    return { file: seen.get(plain(file)) > 1 && folders.length ? renamed(file, `${folders[0]} - ${file.name}`) : file };
  });
}

function renamed(file, name) {
  return new File([file], name, { type: file.type, lastModified: file.lastModified });
}

async function* unpacked(packed, most) {
  let entries;
  try {
    entries = (await listOf(packed)).filter((entry) => !entry.path.endsWith("/") && !JUNK.test(entry.path));
  } catch (error) {
    yield { name: packed.name, why: error.isPlain ? error.message : DAMAGED };
    return;
  }
  if (!entries.length) yield { name: packed.name, why: EMPTY };
  let left = MOST_UNPACKED;
  for (const entry of entries) {
    try {
      const bytes = await contentOf(packed, entry, Math.min(most, left));
      left -= bytes.size;
      yield { file: new File([bytes], entry.name, { lastModified: entry.modified }), isUnpacked: true };
    } catch (error) {
      yield { name: entry.name, why: error.isPlain ? error.message : DAMAGED };
    }
  }
}

function plain(why) {
  return Object.assign(new Error(why), { isPlain: true });
}

async function view(file, from, to) {
  if (from < 0 || to > file.size || from > to) throw plain(DAMAGED);
  return new DataView(await file.slice(from, to).arrayBuffer());
}

async function listOf(file) {
  const tail = await view(file, Math.max(0, file.size - 65557), file.size);
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== SIGNS.end) at -= 1;
  if (at < 0) throw plain(DAMAGED);
  const many = tail.getUint16(at + 10, true);
  const size = tail.getUint32(at + 12, true);
  const from = tail.getUint32(at + 16, true);
  if (many > MOST_PACKED || size > MOST_LISTED || from === 0xffffffff) throw plain(TOO_MUCH);
  const entries = readList(await view(file, from, from + size), many);
  // Files that share their bytes are how a small packed folder claims to hold a large one.
  const ends = [...entries].sort((one, other) => one.from - other.from);
  ends.forEach((entry, place) => {
    const next = ends[place + 1]?.from ?? from;
    if (entry.from + 30 + entry.packed > next) throw plain(DAMAGED);
  });
  return entries;
}

function readList(list, many) {
  const entries = [];
  let at = 0;
  for (let number = 0; number < many; number += 1) {
    if (list.getUint32(at, true) !== SIGNS.listed) throw plain(DAMAGED);
    const [named, extra, told] = [28, 30, 32].map((place) => list.getUint16(at + place, true));
    const path = pathOf(list, at, named, extra);
    entries.push({
      path,
      name: path.split("/").pop(),
      flags: list.getUint16(at + 8, true),
      method: list.getUint16(at + 10, true),
      modified: moment(list.getUint16(at + 14, true), list.getUint16(at + 12, true)),
      sum: list.getUint32(at + 16, true),
      packed: list.getUint32(at + 20, true),
      size: list.getUint32(at + 24, true),
      isLink: ((list.getUint32(at + 38, true) >>> 28) & 0xf) === 0xa,
      from: list.getUint32(at + 42, true),
    });
    at += 46 + named + extra + told;
  }
  return apart(entries);
}

// When a file was last changed, as packed folders have it: to two seconds, by the clock on the wall.
function moment(day, time) {
  const at = new Date(1980 + (day >> 9), ((day >> 5) & 15) - 1, day & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2);
  return day ? at.getTime() : Date.now();
}

function apart(entries) {
  const files = entries.filter((entry) => entry.name);
  const names = files.map((entry) => entry.name.toLowerCase());
  files.forEach((entry, place) => {
    const folder = entry.path.split("/").slice(-2, -1)[0];
    const isTwice = names.indexOf(names[place]) !== names.lastIndexOf(names[place]);
    if (isTwice && folder) entry.name = `${folder} - ${entry.name}`;
  });
  return entries;
}

// A path is only ever a name: no folder of it is made anywhere.
function pathOf(list, at, named, extra) {
  const bytes = new Uint8Array(list.buffer, list.byteOffset + at + 46, named);
  const isUtf8 = list.getUint16(at + 8, true) & 0x800;
  const path = unicodePath(list, at + 46 + named, extra) || words(bytes, isUtf8);
  return path.replaceAll("\\", "/").replace(/[\u0000-\u001f]/g, "");
}

function words(bytes, isUtf8) {
  try {
    return new TextDecoder("utf-8", { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128])).join("");
  }
}

function unicodePath(list, from, length) {
  for (let at = from; at + 4 <= from + length; at += 4 + list.getUint16(at + 2, true)) {
    const size = list.getUint16(at + 2, true);
    if (list.getUint16(at, true) === 0x7075 && size > 5 && at + 4 + size <= from + length) {
      return new TextDecoder().decode(new Uint8Array(list.buffer, list.byteOffset + at + 9, size - 5));
    }
  }
  return "";
}

async function contentOf(file, entry, most) {
  if (entry.flags & 1) throw plain(LOCKED);
  if (PACKED.test(entry.name)) throw plain(NESTED);
  if (entry.isLink || ![0, 8].includes(entry.method) || entry.from === 0xffffffff) throw plain(STRANGE);
  if (entry.size > most) throw plain(`The file is larger than ${most >> 20} megabytes. Send it in parts.`);
  const head = await view(file, entry.from, entry.from + 30);
  if (head.getUint32(0, true) !== SIGNS.local) throw plain(DAMAGED);
  const start = entry.from + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (start + entry.packed > file.size) throw plain(DAMAGED);
  const packed = file.slice(start, start + entry.packed);
  const pieces = [];
  let size = 0;
  let sum = -1;
  const stream = entry.method ? packed.stream().pipeThrough(new DecompressionStream("deflate-raw")) : packed.stream();
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length;
    if (size > entry.size) {
      await reader.cancel().catch(() => undefined);
      throw plain(DAMAGED);
    }
    sum = summed(sum, read.value);
    pieces.push(read.value);
  }
  if (size !== entry.size || (sum ^ -1) >>> 0 !== entry.sum) throw plain(DAMAGED);
  return new Blob(pieces);
}

const SUMS = Uint32Array.from({ length: 256 }, (_, number) => {
  let sum = number;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

function summed(sum, bytes) {
  let now = sum;
  for (const byte of bytes) now = (now >>> 8) ^ SUMS[(now ^ byte) & 0xff];
  return now;
}

// What was dropped, folders opened. It is asked of the browser at once: later it is gone.
function dropped(transfer) {
  const items = [...(transfer.items || [])].filter((item) => item.kind === "file");
  const entries = items.map((item) => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  if (!entries.some(({ entry }) => entry?.isDirectory)) return Promise.resolve([...transfer.files]);
  return Promise.all(entries.map(({ entry, file }) => (entry ? filesOf(entry, "") : [file]))).then((found) => found.flat());
}

async function filesOf(entry, folder) {
  if (entry.isFile) {
    const file = await new Promise((go, stop) => { entry.file(go, stop); });
    if (folder) Object.defineProperty(file, "webkitRelativePath", { value: `${folder}/${file.name}` });
    return [file];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((go, stop) => { reader.readEntries(go, stop); });
    if (!some.length) return found;
    for (const each of some) found.push(...(await filesOf(each, folder ? `${folder}/${entry.name}` : entry.name)));
    if (found.length > MOST_PACKED) throw plain("There are too many files in this folder. Choose the files in it.");
  }
}

return { filesIn, dropped };
})();
