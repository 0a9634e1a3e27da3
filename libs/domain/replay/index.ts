/**
 * A conversation as it stood at a moment, and the steps that led there (R1.2): pure functions from its events, the same in the api, in a
 * terminal and in a browser.
 */
export { type ReplayEvent, replayEventOf } from './event';
export { LENSES, type Lens, throughLens } from './lens';
export {
  outlineOf,
  PICTURE_LIMITS,
  type Picture,
  type PictureLimits,
  type PictureObligation,
  pictureOf,
  withQuestions,
} from './picture';
export { copyOf, emptyScene, evolveScene, type Scene, type SceneItem, type SceneUpdate, type SceneViolation } from './scene';
export { foldStep, isSameStep, type ReplayCause, type ReplayChange, type ReplayStep, type ToldEvent, takeStep } from './steps';
export { type Phrase, sentenceOf, type Telling, tellingOf } from './words';
