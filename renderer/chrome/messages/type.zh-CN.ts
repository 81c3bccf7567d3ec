/** What the rows of each type are called. */
export const zhCN = {
  'type.area': '区域',
  'type.class': '类别',
  'type.department': '部门',
  'type.phrase': '常用语',
  'type.indicator': '指标',
  'type.worker': '从业人员汇总',
  'type.team': '志愿分队',
  'type.point': '随手拍点',
  'type.site': '友好点位',
  'type.bottleneck': '配送堵点',
  'type.shift': '值守班次',
  'type.handover': '交接统计',
  'type.case': '案件',
  'type.act': '办理记录',
} as const satisfies Record<string, string>
