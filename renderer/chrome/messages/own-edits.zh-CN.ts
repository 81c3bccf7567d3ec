/** What the frame says of own edits, in Chinese: the badge, and what stays behind when somebody else signs in. */
export const zhCN = {
  'editBadge.open': '查看我的修改',
  'editBadge.unsent': '{n} 项未上报',
  'editBadge.oldest': '最早 {age}',
  'editBadge.crowded': '请尽快联网',
  'editBadge.refused': '{n} 项等您决定',
  'editBadge.sealed': '本机不能保存修改',
  'editBadge.sealed.do': '查看原因和办法',
  'leaving.unsent': '您有 {n} 项修改还没有上报。它们留在这台电脑上，别人登录后看不到、也不会替您上报；您下次在这台电脑登录时自动上报。',
  'leaving.refused': '您有 {n} 项修改没有生效、等您决定。下次登录后在“我的修改”里处理。',
  'leaving.signOut': '退出登录？',
  'leaving.now': '现在联网，可以先等它们上报完再走。',
} as const satisfies Record<string, string>
