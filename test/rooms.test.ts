import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../src", import.meta.url));

/** The rooms of design, lowest first; nothing else lies in src. */
const rooms = [
  "chain",
  "chart",
  "common",
  "ensemble",
  "keep3r",
  "notebook",
  "plugin",
  "recorder",
  "recording",
  "rpc",
  "runner",
];

describe("the rooms", () => {
  it("are all that lies in src", () => {
    assert.deepEqual(readdirSync(source).sort(), rooms);
  });

  for (const room of rooms.filter((name) => name !== "keep3r")) {
    it(`${room} serves any project: it does not know the pack's protocol by name`, () => {
      const files = readdirSync(join(source, room), { recursive: true, encoding: "utf8" });
      const naming = files.filter(
        (file) => file.endsWith(".ts") && /keep3r|kp3r/i.test(readFileSync(join(source, room, file), "utf8")),
      );
      assert.deepEqual(naming, []);
      assert.notEqual(files.length, 0);
    });
  }
});
