/**
 * Words of addresses and their one spelling. Source: USPS Publication 28, appendices B, C1 and C2, the usual ones; what is not here
 * stands as it is written.
 */
const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [to = '', ...from] = line.trim().split(/\s+/);
        return [to, ...from].map((word): [string, string] => [word, to]);
      }),
  );

export const DIRECTIONS = pairs(`
  N NORTH NO
  S SOUTH SO
  E EAST
  W WEST
  NE NORTHEAST
  NW NORTHWEST
  SE SOUTHEAST
  SW SOUTHWEST
`);

/** What kind of street it is. */
export const SUFFIXES = pairs(`
  ALY ALLEY ALLY
  AVE AVENUE AV AVEN AVENU
  BLVD BOULEVARD BOUL BLV
  BND BEND
  BR BRANCH
  BYP BYPASS
  CIR CIRCLE CRCL CIRC
  CMN COMMON
  CRES CRESCENT
  CRK CREEK
  CT COURT CRT
  CTR CENTER CENTRE
  CV COVE
  DR DRIVE DRV DRIV
  EST ESTATE
  EXPY EXPRESSWAY
  EXT EXTENSION
  FLS FALLS
  FRK FORK
  FWY FREEWAY
  GLN GLEN
  GRV GROVE
  HL HILL
  HLS HILLS
  HOLW HOLLOW
  JCT JUNCTION
  KNL KNOLL
  LK LAKE
  LN LANE
  LNDG LANDING
  LOOP LOOPS
  MDWS MEADOWS
  MNR MANOR
  PARK
  PASS
  PATH
  PIKE
  PKWY PARKWAY PKY PARKWY
  PL PLACE
  PLZ PLAZA PLZA
  PT POINT
  RD ROAD
  RDG RIDGE
  ROW
  RUN
  SQ SQUARE SQR
  ST STREET STR STRT
  TER TERRACE TERR
  TPKE TURNPIKE
  TRCE TRACE
  TRL TRAIL
  VIS VISTA
  VLY VALLEY
  VW VIEW
  WALK
  WAY
  XING CROSSING
`);

/** What a part of a building is called. `#` stands for UNIT. */
export const UNITS = pairs(`
  APT APARTMENT
  BLDG BUILDING
  BSMT BASEMENT
  DEPT DEPARTMENT
  FL FLOOR FLR
  LOT
  OFC OFFICE
  PH PENTHOUSE
  RM ROOM
  SPC SPACE
  STE SUITE
  TRLR TRAILER
  UNIT
`);

/** Parts of buildings that need no number after them. */
export const UNITS_ALONE: ReadonlySet<string> = new Set(['BSMT', 'PH', 'OFC']);

/** Words within a name. */
export const NAME_WORDS = pairs(`
  HWY HIGHWAY HIWAY
  RTE ROUTE
  CO COUNTY CNTY
  MT MOUNT
  1ST FIRST
  2ND SECOND
  3RD THIRD
  4TH FOURTH
  5TH FIFTH
  6TH SIXTH
  7TH SEVENTH
  8TH EIGHTH
  9TH NINTH
  10TH TENTH
`);
