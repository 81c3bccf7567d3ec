/** The families of all type: Chinese comes with the product, the system's own stand in for what is missing. */
export const FONT_FAMILY = '"Noto Sans SC Variable", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif'
