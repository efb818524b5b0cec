// How axes of time write their days: the names of months and days are the browser's own, in the page's language.
const DATES = {
  zh: { date: "%Y年%-m月%-d日", year: "%Y年", month: "%Y年%-m月", dayMonth: "%-m月%-d日", dayMonthYear: "%Y年%-m月%-d日" },
  en: { date: "%-d %B %Y", year: "%Y", month: "%b %Y", dayMonth: "%-d %b", dayMonthYear: "%-d %b %Y" },
};
const NUMBERS = { decimal: ".", thousands: ",", grouping: [3], currency: ["", ""] };
const TIMES = { periods: ["AM", "PM"], time: "%H:%M:%S", dateTime: "%Y-%m-%d %H:%M:%S" };

for (const lang of Object.keys(SAID)) {
  const list = (count, options, day) => {
    const { format } = new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-GB", { ...options, timeZone: "UTC" });
    return Array.from({ length: count }, (_, number) => format(Date.UTC(...day(number))));
  };
  const months = (style) => list(12, { month: style }, (number) => [2023, number, 1]);
  const days = (style) => list(7, { weekday: style }, (number) => [2023, 0, 1 + number]); // the first was a Sunday
  const names = { months: months("long"), shortMonths: months("short"), days: days("long"), shortDays: days("short") };
  const format = { ...names, ...DATES[lang], ...NUMBERS, ...TIMES };
  Plotly.register({ moduleType: "locale", name: lang, dictionary: {}, format });
}
