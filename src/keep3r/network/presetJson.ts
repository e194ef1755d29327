import type { DocumentPart } from "../../recording/document.ts";
import { bigintFromJson, type JsonValue } from "../../recording/exactValue.ts";
import type { LiquidityPosition, Preset, PricePoint } from "./preset.ts";

/** A preset as JSON, exactly; integers of any size as texts. */
export function presetToJson(preset: Preset): JsonValue {
  const { name, description, startTime, baseFee, prices, positions, observationCardinality } = preset;
  const { keep3rV1Market } = preset;
  return {
    name,
    description,
    startTime,
    baseFee: baseFee.toString(),
    prices: prices.map(({ time, tick, fraction }) => ({
      time,
      tick,
      ...(fraction === undefined ? {} : { fraction }),
    })),
    positions: positions.map(({ tickLower, tickUpper, liquidity }) => ({
      tickLower,
      tickUpper,
      liquidity: liquidity.toString(),
    })),
    observationCardinality,
    ...(keep3rV1Market === undefined ? {} : { keep3rV1Market }),
  };
}

/**
 * The preset back. Whether the pool can make its history is left to `assertValidPreset`.
 *
 * @throws RecordingFormatError
 */
export function presetFromJson(part: DocumentPart): Preset {
  const fields = part.fields(
    ["name", "description", "startTime", "baseFee", "prices", "positions", "observationCardinality"],
    ["keep3rV1Market"],
  );
  const { keep3rV1Market } = fields;
  return {
    name: fields.name.text(),
    description: fields.description.text(),
    startTime: fields.startTime.integer("unix seconds"),
    baseFee: bigintFromJson(fields.baseFee),
    prices: fields.prices.items().map(priceFromJson),
    positions: fields.positions.items().map(positionFromJson),
    observationCardinality: fields.observationCardinality.integer("a number of observations"),
    ...(keep3rV1Market === undefined
      ? {}
      : { keep3rV1Market: keep3rV1Market.oneOf(["SushiSwap", "UniswapV2"]) }),
  };
}

function priceFromJson(part: DocumentPart): PricePoint {
  const { time, tick, fraction } = part.fields(["time", "tick"], ["fraction"]);
  const point = { time: time.integer("unix seconds"), tick: tick.integer("a tick") };
  if (fraction === undefined) return point;
  return typeof fraction.value === "number"
    ? { ...point, fraction: fraction.value }
    : fraction.fail("a part of a tick");
}

function positionFromJson(part: DocumentPart): LiquidityPosition {
  const { tickLower, tickUpper, liquidity } = part.fields(["tickLower", "tickUpper", "liquidity"]);
  return {
    tickLower: tickLower.integer("a tick"),
    tickUpper: tickUpper.integer("a tick"),
    liquidity: bigintFromJson(liquidity),
  };
}
