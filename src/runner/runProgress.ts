/** What happens while notebooks run, in order. */
export type RunProgress =
  | {
      readonly kind: "notebook-started";
      readonly notebook: string;
      readonly cells: number;
      readonly index: number;
      readonly notebooks: number;
    }
  | {
      readonly kind: "cell-started";
      readonly notebook: string;
      readonly cell: number;
      readonly cells: number;
      readonly title: string;
    }
  | {
      readonly kind: "notebook-finished";
      readonly notebook: string;
      readonly cells: number;
      readonly seconds: number;
    }
  /** A kernel says something to whoever runs the notebooks; each says the same. */
  | { readonly kind: "notice"; readonly text: string };
