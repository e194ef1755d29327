import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crc32 } from "node:zlib";
import { buildChart } from "../../../src/chart/buildChart.ts";
import { InvalidExportError } from "../../../src/chart/errors.ts";
import { chartToHtml } from "../../../src/chart/export/chartToHtml.ts";
import { exportChart } from "../../../src/chart/export/exportChart.ts";
import type { ExportFormat } from "../../../src/chart/export/exportFormats.ts";
import { withTheme } from "../../../src/chart/withTheme.ts";
import { eventsFromCsv } from "../../../src/recording/eventsFromCsv.ts";
import { recordingFromCsv } from "../../../src/recording/recordingFromCsv.ts";
import { recordingFromJson } from "../../../src/recording/recordingFromJson.ts";
import { visibleText } from "../../../src/common/visibleText.ts";
import { compileStrictly } from "../compileStrictly.ts";
import { smallRecording } from "../../support/smallRecording.ts";
import { hostileChart, hostileTexts } from "../../support/hostileRecording.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "export-")));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const recording = smallRecording();
const spec = buildChart(recording, { title: "Small" });
const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");

/** What every format says of its source. */
const source = {
  kit: "0.1.0",
  chain: { kind: "embedded", chainId: 1, origin: "preset documentation" },
  seed: "keep3r",
  contracts: [
    {
      name: "Keep3r",
      address: "0xdc02981c9C062d48a9bD54adBf51b816623dcc6E",
      codeHash: `0x${"ab".repeat(32)}`,
    },
  ],
  blocks: { first: 1_000, last: 1_001 },
};

/** The text chunks of a PNG, by keyword; every chunk's checksum is checked. */
function textsOfPng(png: Buffer): Record<string, string> {
  const texts: Record<string, string> = {};
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const chunk = png.subarray(at + 4, at + 8 + length);
    assert.equal(png.readUInt32BE(at + 8 + length), crc32(chunk));
    const [keyword = "", text = ""] = chunk.subarray(4).toString("latin1").split("\0");
    if (chunk.toString("latin1", 0, 4) === "tEXt") texts[keyword] = text;
    at += 12 + length;
  }
  return texts;
}

const unescapeHtml = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

/** Attributes that make a browser do or load something. */
const attributesThatAct = (markup: string): string[] => [
  ...(markup.replace(/"[^"]*"/g, '""').match(/<[^>]*\s(?:on\w+|src|href)=/gi) ?? []),
];

describe("exportChart", () => {
  describe("the files", () => {
    before(async () => {
      const files = await exportChart({ name: "small", spec, recording, folder: join(folder, "a", "b") });
      assert.deepEqual(
        files,
        [".svg", ".png", "@2x.png", ".html", ".vl.json", ".csv", ".events.csv", ".json"].map((ending) =>
          join(folder, "a", "b", `small${ending}`),
        ),
      );
    });

    it("are all that is written", () => {
      assert.equal(readdirSync(join(folder, "a", "b")).length, 8);
    });

    it("hold the data, exactly", () => {
      assert.deepEqual(recordingFromJson(read("a", "b", "small.json")), recording);
      const events = eventsFromCsv(read("a", "b", "small.events.csv"));
      assert.deepEqual({ ...recordingFromCsv(read("a", "b", "small.csv")), events }, recording);
      assert.match(read("a", "b", "small.html"), /<td class="number">1\.39<\/td>/);
    });

    it("say where they come from", () => {
      const json = JSON.parse(read("a", "b", "small.json")) as { source: object; blocks: object };
      assert.deepEqual({ ...json.source, blocks: json.blocks }, source);
      const chart = JSON.parse(read("a", "b", "small.vl.json")) as typeof spec;
      assert.deepEqual(chart.usermeta.source, source);
      const svg = /<metadata>([^<]*)<\/metadata>/.exec(read("a", "b", "small.svg"))?.[1];
      assert.deepEqual(JSON.parse(svg ?? ""), source);
      const html = /id="source">([^<]*)</.exec(read("a", "b", "small.html"))?.[1];
      assert.deepEqual(JSON.parse(html ?? ""), source);
      for (const file of ["small.png", "small@2x.png"]) {
        const texts = textsOfPng(readFileSync(join(folder, "a", "b", file)));
        assert.deepEqual(JSON.parse(texts.Source ?? ""), source);
      }
      for (const file of ["small.csv", "small.events.csv"]) {
        const csv = read("a", "b", file);
        assert.match(csv, /origin=preset documentation;seed=keep3r;firstBlock=1000;lastBlock=1001\n/);
        assert.match(
          csv,
          /# contract name=Keep3r;address=0xdc02981c9C062d48a9bD54adBf51b816623dcc6E;codeHash=0xabab/,
        );
      }
    });

    it("are a picture of the chart's size, and one of twice that", () => {
      const [once, twice] = ["small.png", "small@2x.png"].map((file) => {
        const png = readFileSync(join(folder, "a", "b", file));
        return [png.readUInt32BE(16), png.readUInt32BE(20)] as const;
      });
      assert.ok(once && twice);
      assert.equal(once[0], 800);
      assert.deepEqual(twice, [1_600, 2 * once[1]]);
    });

    it("are a chart that compiles", async () => {
      await compileStrictly(JSON.parse(read("a", "b", "small.vl.json")) as typeof spec);
    });

    it("are the same bytes again", async () => {
      const contents = (): Record<string, string> =>
        Object.fromEntries(
          readdirSync(join(folder, "a", "b")).map((file) => [
            file,
            readFileSync(join(folder, "a", "b", file)).toString("base64"),
          ]),
        );
      const first = contents();
      await exportChart({ name: "small", spec, recording, folder: join(folder, "a", "b") });
      assert.deepEqual(contents(), first);
    });
  });

  it("writes the formats that it is asked for", async () => {
    const files = await exportChart({
      name: "two",
      spec,
      folder: join(folder, "two"),
      formats: ["vega-lite", "svg"],
    });
    assert.deepEqual(readdirSync(join(folder, "two")).sort(), ["two.svg", "two.vl.json"]);
    assert.equal(files.length, 2);
  });

  it("makes a page without tables of a chart without a recording", async () => {
    await exportChart({ name: "alone", spec, folder: join(folder, "alone"), formats: ["html"] });
    assert.doesNotMatch(read("alone", "alone.html"), /<details>/);
  });

  it("draws a page for a phone and a wide screen too, but never a chart that was edited anew", async () => {
    const options = {
      title: "Small",
      figures: [{ name: "paid", value: 5n, unit: "KP3R", decimals: 1 }],
      theme: "dark",
    } as const;
    const chart = buildChart(recording, options);
    const page = await chartToHtml(chart, recording);
    assert.match(page, /<div class="chart narrow on-dark" id="dark-narrow"><svg [^>]*width="374"/);
    assert.match(page, /<div class="chart wide on-light" id="light-wide"><svg [^>]*width="1380"/);
    assert.equal(page.match(/>0\.5 KP3R</g)?.length, 6);
    for (const other of [{ ...chart, title: "Edited" }, withTheme(chart, "light")]) {
      const same =
        JSON.stringify(other) === JSON.stringify(buildChart(recording, { ...options, theme: "light" }));
      const drawn = await chartToHtml(other, recording);
      assert.equal(drawn.includes("chart narrow"), same);
    }
    assert.doesNotMatch(await chartToHtml(chart), /class="chart narrow/);
  });

  it("writes nowhere but into the folder", async () => {
    const target = join(folder, "walled", "in");
    mkdirSync(target, { recursive: true });
    const names = [
      "../x",
      "/x",
      "C:\\x",
      "..",
      ".",
      "",
      "a/b",
      "a\\b",
      "con",
      "aux",
      "lpt1",
      "x\0",
      "Ä",
      "-x",
      "x ",
      "x.",
      "X",
      "x".repeat(300),
    ];
    for (const name of names) {
      await assert.rejects(exportChart({ name, spec, recording, folder: target }), (error) => {
        assert.ok(error instanceof InvalidExportError, String(error));
        assert.equal(error.message.split("\n").length, 2);
        assert.match(error.hint, /"[a-z0-9-]+" for example/);
        return true;
      });
    }
    assert.deepEqual(readdirSync(join(folder, "walled"), { recursive: true }), ["in"]);
  });

  it("does not write through a link", async () => {
    const target = join(folder, "linked");
    mkdirSync(target);
    writeFileSync(join(folder, "outside.svg"), "untouched");
    symlinkSync(join(folder, "outside.svg"), join(target, "small.svg"));
    await exportChart({ name: "small", spec, folder: target, formats: ["svg"] });
    assert.equal(read("outside.svg"), "untouched");
    assert.match(read("linked", "small.svg"), /^<svg/);
  });

  it("says which formats there are", async () => {
    const formats = ["svgz"] as unknown as ExportFormat[];
    await assert.rejects(exportChart({ name: "x", spec, folder, formats }), (error) => {
      assert.ok(error instanceof InvalidExportError);
      assert.match(error.message, /"svgz"[^]*Did you mean svg\?[^]*svg, png, html, vega-lite, csv, json/);
      return true;
    });
    await assert.rejects(exportChart({ name: "x", spec, folder, formats: [] }), /No export format/);
    await assert.rejects(
      exportChart({ name: "x", spec, folder, formats: ["csv"] }),
      /no recording to export "x"/,
    );
  });

  it("writes nothing if one of the formats fails", async () => {
    const broken = { ...spec, vconcat: [{ mark: "no such mark" }] };
    const target = join(folder, "broken");
    mkdirSync(target);
    await assert.rejects(exportChart({ name: "x", spec: broken, recording, folder: target }));
    assert.deepEqual(readdirSync(target), []);
  });

  describe("names that a contract chose to be read as something else", () => {
    const target = join(folder, "hostile");
    const chart = hostileChart();
    const hidden = /(?![\t\n\r])\p{Cc}|\u202e|\p{Cs}/u;

    before(async () => {
      await exportChart({ name: "x", ...chart, folder: target, formats: ["svg", "html", "csv", "json"] });
    });

    it("stay what they are in JSON", () => {
      assert.deepEqual(recordingFromJson(read("hostile", "x.json")), chart.recording);
    });

    it("stay what they are in CSV, and are no formulas", () => {
      assert.deepEqual(recordingFromCsv(read("hostile", "x.csv")).series, chart.recording.series);
      assert.deepEqual(eventsFromCsv(read("hostile", "x.events.csv")), chart.recording.events);
      for (const file of ["x.csv", "x.events.csv"]) {
        for (const line of read("hostile", file).split(/\r?\n/))
          assert.doesNotMatch(line, /(?:^|[,;])"?[=+@]/);
      }
    });

    it("are texts in SVG", () => {
      const svg = read("hostile", "x.svg");
      assert.doesNotMatch(svg, /<(?:script|img|x|b)\b|]]>|-->/i);
      assert.doesNotMatch(svg, hidden);
      assert.deepEqual(attributesThatAct(svg), []);
      assert.equal(svg.match(/<\/?svg\b/g)?.length, 2);
    });

    it("are texts in HTML", () => {
      const page = read("hostile", "x.html").replace(/<script>[^]*?<\/script>|<style>[^]*?<\/style>/g, "");
      assert.deepEqual(page.match(/<script[^>]*>/g), [
        '<script type="application/json" id="source">',
        '<script type="application/json" id="charts">',
      ]);
      assert.doesNotMatch(page, /<(?:img|x|b)\b|]]>|-->/i);
      assert.doesNotMatch(page, hidden);
      assert.deepEqual(attributesThatAct(page), []);
      const cells = [...page.matchAll(/<td><bdi>([^<]*)<\/bdi><\/td>/g)].map(([, cell = ""]) =>
        unescapeHtml(cell),
      );
      assert.deepEqual(cells, hostileTexts.map(visibleText));
    });
  });
});
