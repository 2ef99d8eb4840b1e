import type { Paper } from './paper.js';
import type { Picture } from './paper.picture.js';
import { GREY, lineHeight, STYLES, type Sheet, type Style } from './paper.sheet.js';

const LOGO = { width: 170, height: 44 };
const TOP = 34;

/** The head of the first page: whose paper it is, and what. */
export function drawHead(sheet: Sheet, { title, under }: Paper, logo: Picture | undefined): void {
  const { pdf, from } = sheet;
  sheet.beside('Layout', () => {
    pdf.rect(0, 0, pdf.page.width, 8).fill(from.colour);
  });
  const drawn = logo ? drawLogo(sheet, logo) : 0;
  const name: Style = { face: 'bold', size: drawn ? 9 : 14, colour: sheet.brand };
  const half = sheet.width / 2 - 10;
  const right = sheet.left + sheet.width;
  const own = sheet.lines(sheet.shown(from.name), name, half);
  const lines = from.lines.flatMap((line) => sheet.lines(sheet.shown(line), STYLES.small, half));
  let bottom = TOP + drawn;
  sheet.part('P').add(() => {
    // Beside a logo the name stands over the address, otherwise in the logo's place.
    const end = drawn ? sheet.write(own, name, 0, TOP, right) : sheet.write(own, name, sheet.left, TOP);
    bottom = Math.max(bottom, end, sheet.write(lines, STYLES.small, 0, drawn ? end : TOP, right));
  });
  sheet.y = Math.max(bottom, TOP + 40) + 20;
  const heading = sheet.lines(sheet.say(title), STYLES.title, sheet.width);
  sheet.part('H1').add(() => {
    sheet.y = sheet.write(heading, STYLES.title, sheet.left, sheet.y);
  });
  if (under) {
    const style = { ...STYLES.body, colour: GREY };
    const text = sheet.lines(sheet.say(under), style, sheet.width);
    sheet.part('P').add(() => {
      sheet.y = sheet.write(text, style, sheet.left, sheet.y);
    });
  }
  sheet.y += lineHeight(STYLES.body);
}

/** How high it stands there. */
function drawLogo({ pdf, left }: Sheet, picture: Picture): number {
  const scale = Math.min(LOGO.width / picture.width, LOGO.height / picture.height, 1);
  pdf.image(picture.bytes, left, TOP, { width: picture.width * scale });
  return picture.height * scale;
}
