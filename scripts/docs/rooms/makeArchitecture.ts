import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chartPictures, pictureElement } from "../chartPictures.ts";
import { markdownTable, withBlock } from "../markdownText.ts";
import { purposes } from "./purposes.ts";
import { readRooms } from "./readRooms.ts";
import { roomsPicture } from "./roomsPicture.ts";

/**
 * Makes the picture of the rooms and their table from the code, and puts them into the page of the architecture.
 *
 * @param root - the project's folder
 * @returns content by path, from the folder `docs`
 */
export async function makeArchitecture(root: string): Promise<ReadonlyMap<string, string>> {
  const rooms = await readRooms(root);
  const chart = { name: "rooms", title: "The rooms", spec: roomsPicture(rooms) };
  const rows = rooms.map(({ name }) => {
    const purpose = purposes[name];
    if (purpose === undefined) throw new Error(`scripts/docs/rooms/purposes.ts does not name src/${name}.`);
    return [`[src/${name}](../src/${name})`, purpose.long];
  });
  const block = `${pictureElement(chart, "images")}\n\n${markdownTable(["room", "what is in it"], rows)}`;
  const page = await readFile(join(root, "docs", "architecture.md"), "utf8");
  return new Map([
    ["architecture.md", withBlock(page, "rooms", block)],
    ...(await chartPictures(chart, "images")),
  ]);
}
