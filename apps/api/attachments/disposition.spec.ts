import { downloadAs, namedAs } from './disposition';

describe('a download', () => {
  it.each([
    ['invoice.pdf', `attachment; filename="invoice.pdf"; filename*=UTF-8''invoice.pdf`],
    [
      'Rechnung für Müller.pdf',
      `attachment; filename="Rechnung f_r M_ller.pdf"; filename*=UTF-8''Rechnung%20f%C3%BCr%20M%C3%BCller.pdf`,
    ],
    ['a"; x=\\y.txt', `attachment; filename="a_; x=_y.txt"; filename*=UTF-8''a%22%3B%20x%3D%5Cy.txt`],
    ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
    ['100%25.txt', `attachment; filename="100_25.txt"; filename*=UTF-8''100%2525.txt`],
    ['😀.png', `attachment; filename="__.png"; filename*=UTF-8''%F0%9F%98%80.png`],
  ])('is named %s', (name, header) => {
    expect(downloadAs(name)).toBe(header);
  });

  it.each([
    ['lamp.txt', 'text/plain', 'lamp.txt'],
    ['LAMP.JPEG', 'image/jpeg', 'LAMP.JPEG'],
    ['offers.csv', 'text/plain', 'offers.csv'],
    ['page.html', 'text/plain', 'page.html.txt'],
    ['drawing.svg', 'text/plain', 'drawing.svg.txt'],
    ['invoice.pdf.cmd', 'text/plain', 'invoice.pdf.cmd.txt'],
    ['invoice.exe', 'application/pdf', 'invoice.exe.pdf'],
    ['photo', 'image/heic', 'photo.heic'],
  ] as const)('of %s, which is %s, is called %s', (name, type, called) => {
    expect(namedAs(name, type)).toBe(called);
  });
});
