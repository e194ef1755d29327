import type { ConfigurationVariableHooks } from "hardhat/types/hooks";
import { readSettings } from "../../chain/settings.ts";

/** Hooks of Hardhat's configuration variables: `configVariable("NAME")` finds what the project's `.env` holds, too. */
export default function configurationVariableHooks(): Promise<Partial<ConfigurationVariableHooks>> {
  return Promise.resolve({
    fetchValue: async (context, variable, next) => {
      const { variables } = readSettings(context.config.paths.root);
      return variables[variable.name] ?? (await next(context, variable));
    },
  });
}
