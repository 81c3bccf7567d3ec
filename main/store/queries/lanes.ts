/** One table of functions per reading lane: to register a query, add it here; the lanes' client types follow. */
import type { PointsChange, ReaderContext } from '../reader-context.ts'
import { getAreaFigures } from './area-figures.ts'
import { getBorder } from './borders.ts'
import { getCard } from './card.ts'
import { getLimit } from './case-limit.ts'
import { getCaseCounts } from './case-counts.ts'
import { getDuplicates } from './case-duplicates.ts'
import { getHistory } from './case-history.ts'
import { workOnIndex } from './case-index.ts'
import { getCaseStretch } from './case-export.ts'
import { getCasePhotos, getShownPhotos } from './case-photos.ts'
import { getCasePage } from './case-list.ts'
import { getCaseNames } from './case-names.ts'
import { getCase } from './case-whole.ts'
import { getCells } from './cells.ts'
import { getChoices } from './choices.ts'
import { getBoundaries, getCity, getIndicators } from './city.ts'
import { getCommunities } from './communities.ts'
import { askFact } from './deck-facts.ts'
import { getEditScopes } from './edit-scopes.ts'
import { getEffect } from './effect.ts'
import { followPoints } from './field-state.ts'
import { getField } from './field.ts'
import { getFlagged } from './flagged.ts'
import { getOverview } from './overview.ts'
import { getOverdue } from './overdue.ts'
import { getBottlenecks, getOnDuty } from './places.ts'
import { getQuality } from './quality.ts'
import { searchPlaces } from './search.ts'
import { getShift } from './shift.ts'
import { getSiteRows } from './site-rows.ts'
import { getSites } from './sites.ts'
import { getUnitFigures } from './unit-figures.ts'
import { getNews } from './wall-news.ts'
import { getWallScene } from './wall-scene.ts'

/** Lists, one row, search, city and places. */
export const DESK_FUNCTIONS = {
  'points.changed': (_context: ReaderContext, _what: PointsChange): null => null,
  'city.get': getCity,
  'city.boundaries': getBoundaries,
  'city.indicators': getIndicators,
  'city.choices': getChoices,
  'places.sites': getSites,
  'places.onDuty': getOnDuty,
  'places.card': getCard,
  'places.search': searchPlaces,
  'export.sites': getSiteRows,
  'places.border': getBorder,
  'places.overdue': getOverdue,
  'export.caseRows': getCaseStretch,
  'cases.page': getCasePage,
  'cases.counts': getCaseCounts,
  'cases.units': getUnitFigures,
  'cases.get': getCase,
  'cases.history': getHistory,
  'cases.limit': getLimit,
  'cases.duplicates': getDuplicates,
  'cases.names': getCaseNames,
  'shift.get': getShift,
  'cases.index': workOnIndex,
  'cases.photos': getCasePhotos,
  'photos.shown': getShownPhotos,
  'edits.scopes': getEditScopes,
}

/** Map fields and counts over the points. */
export const FIELD_FUNCTIONS = {
  'points.changed': followPoints,
  'field.get': getField,
  'field.overview': getOverview,
  'areas.figures': getAreaFigures,
  'areas.communities': getCommunities,
  'cells.get': getCells,
  'places.bottlenecks': getBottlenecks,
  'places.effect': getEffect,
  'deck.fact': askFact,
  'quality.get': getQuality,
  'quality.flagged': getFlagged,
  'wall.news': getNews,
  'wall.compose': getWallScene,
}

export type DeskFunctions = typeof DESK_FUNCTIONS
export type FieldFunctions = typeof FIELD_FUNCTIONS
