import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { getAddress, getCreateAddress } from "ethers";
import { addresses } from "../../../src/keep3r/network/addresses.ts";
import { keep3rVersions, mainnetDeployments } from "../../../src/keep3r/network/mainnetDeployments.ts";
import {
  addressIn,
  describeAddress,
  firstCompleteBlock,
  parseVersion,
  versionAt,
} from "../../../src/keep3r/network/versions.ts";
import { assertFails } from "../../support/assertFails.ts";

describe("mainnet's deployments", () => {
  it("lie where their deployers' nonces put them", () => {
    const made = mainnetDeployments.filter(({ nonce }) => nonce !== undefined);
    assert.equal(made.length, 16);
    for (const { address, deployer: from = "", nonce = 0 } of made) {
      assert.equal(getCreateAddress({ from, nonce }), address);
    }
  });

  it("have addresses of their own, and sources unless they are computed", () => {
    assert.equal(new Set(mainnetDeployments.map(({ address }) => address)).size, 21);
    for (const { address, sources, note } of mainnetDeployments) {
      assert.equal(getAddress(address), address);
      assert.ok(sources.length > 0 || note?.startsWith("no source names it"), address);
      for (const source of sources) assert.match(source, /^[\w.-]+\/[\w.-]+\/blob\/[0-9a-f]{40}\/./);
    }
  });

  it("are replaced by a later one of the same contract", () => {
    const replaced = mainnetDeployments.filter(({ replacedBy }) => replacedBy !== undefined);
    assert.equal(replaced.length, 13);
    for (const { contract, firstBlock = 0, replacedBy } of replaced) {
      const later = mainnetDeployments.find(({ address }) => address === replacedBy);
      assert.equal(later?.contract, contract);
      assert.ok((later.firstBlock ?? Infinity) > firstBlock);
    }
  });

  it("make up every V2, oldest first, and the V2.0 that embedded chains have", () => {
    const parts = ["Keep3r", "Keep3rV1Proxy", "Keep3rHelper", "UniV3PairManagerFactory", "UniV3PairManager"];
    for (const version of keep3rVersions) {
      for (const part of parts) assert.match(addressIn(version, part), /^0x/);
      assert.equal(versionAt(addressIn(version, "Keep3r")), version);
    }
    assert.deepEqual(keep3rVersions.map(firstCompleteBlock), [13_595_416, 14_070_365, 14_524_617]);
    assert.deepEqual(
      parts.slice(0, 4).map((part) => addressIn("V2.0", part)),
      [addresses.keep3rV2, addresses.keep3rV1Proxy, addresses.keep3rHelper, addresses.pairManagerFactory],
    );
    assert.equal(versionAt(addresses.keep3rV1), undefined);
  });
});

describe("describeAddress", () => {
  it("names contracts and governors of mainnet, whatever the address's case", () => {
    const multisig = "0x0D5Dc686d0a2ABBfDaFDFb4D0533E886517d4E83";
    assert.equal(
      describeAddress(addresses.keep3rV1Proxy.toLowerCase()),
      `Keep3rV1Proxy of V2.0 and V2.1 (${addresses.keep3rV1Proxy})`,
    );
    assert.equal(describeAddress(multisig), `an account that governed Keep3r (${multisig})`);
    const deployer = "0x54054EA2db6eDC336cB87966815FD66Cc337f224";
    assert.equal(describeAddress(deployer), `a deployer of Keep3r (${deployer})`);
    assert.equal(
      describeAddress(addresses.weth),
      `an address that this kit does not know (${addresses.weth})`,
    );
  });
});

describe("parseVersion", () => {
  for (const text of ["V2.1", "v2.1", "2.1", " 2.1 "]) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.equal(parseVersion(text), "V2.1");
    });
  }

  for (const text of ["V1", "2", "V2.3", "newest", "VV2.1", "0xdc02981c9C062d48a9bD54adBf51b816623dcc6E"]) {
    it(`refuses ${text}`, async () => {
      await assertFails(
        () => parseVersion(text),
        "INVALID_SETTING",
        `KEEP3R_VERSION=${text} is`,
        "V2.0, V2.1, V2.2",
      );
    });
  }
});
