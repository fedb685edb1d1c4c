
"use strict";
(() => {
  const pages = JSON.parse(document.getElementById("data").textContent);
  const get = (id) => document.getElementById(id);
  const panel = get("panel"), steps = get("steps"), now = get("now"), play = get("play");
  const PACE = 800; // milliseconds of a step

  // Text only: nothing of a page is ever read as markup
  const add = (parent, tag, text = "", looks = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (looks) made.className = looks;
    return parent.appendChild(made);
  };

  const findings = (of, heading) => {
    if (!of.length) return;
    add(panel, "h2", heading);
    const list = add(panel, "ul");
    for (const found of of) {
      const item = add(list, "li");
      add(item, "span", `${found.severity} ${found.code}`, found.severity);
      add(item, "span", `, line ${found.line}: ${found.message}`);
      if (found.why) add(item, "p", found.why, "quiet");
      if (found.fix) add(item, "p", `fix: ${found.fix}`);
    }
  };

  const choose = (group, title, about, more) => {
    for (const old of document.querySelectorAll("svg .chosen")) old.classList.remove("chosen");
    if (group) group.classList.add("chosen");
    panel.replaceChildren();
    add(panel, "h1", title);
    if (about) add(panel, "p", about, "quiet");
    more();
  };

  const written = (yaml) => {
    if (!yaml) return;
    add(panel, "h2", "On the page");
    add(panel, "pre", yaml);
  };

  const showBox = (group, box) =>
    choose(group, box.name, [box.kind, box.origin].filter(Boolean).join(", "), () => {
      written(box.yaml);
      const follows = Object.entries(box.follows);
      if (follows.length) {
        add(panel, "h2", "What follows");
        add(panel, "pre", follows.map(([name, value]) => `${name}: ${value}`).join("\n"));
      }
      findings(box.findings, "Findings");
    });

  const showLine = (group, line) =>
    choose(group, line.name, [line.sort, line.says].filter(Boolean).join(", "), () => {
      written(line.yaml);
      findings(line.findings, "Findings");
    });

  const showPages = () =>
    choose(null, pages.map((page) => page.name).join(", "), "Choose a node or a flow to see what is known of it.", () => {
      for (const page of pages) findings(page.findings, `Findings in ${page.file}`);
    });

  const activate = (group, show) => {
    group.addEventListener("click", show);
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      show();
    });
  };

  let current = null, at = -1, timer = 0;

  const light = () => {
    for (const old of document.querySelectorAll("svg .lit")) old.classList.remove("lit");
    for (const old of steps.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    const step = current.test.steps[at];
    now.textContent = step ? `${step.at} ${step.place}: ${step.words}` : "";
    if (!step) return;
    for (const box of step.boxes) get(`b${current.page}-${box}`).classList.add("lit");
    for (const line of step.lines) get(`l${current.page}-${line}`).classList.add("lit");
    const item = steps.children[at];
    item.setAttribute("aria-current", "step");
    item.scrollIntoView({ block: "nearest" });
  };

  const go = (to) => {
    at = Math.max(-1, Math.min(to, current.test.steps.length - 1));
    light();
  };

  const pause = () => {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "▶ play";
  };

  const toggle = () => {
    if (timer) return pause();
    if (at >= current.test.steps.length - 1) go(-1);
    play.setAttribute("aria-pressed", "true");
    play.textContent = "❚❚ pause";
    const forward = () => {
      go(at + 1);
      if (at >= current.test.steps.length - 1) pause();
    };
    timer = setInterval(forward, PACE);
    forward();
  };

  const take = (button, page, test) => {
    pause();
    for (const other of get("tests").querySelectorAll("button")) other.setAttribute("aria-pressed", other === button);
    current = { page, test };
    get("controls").hidden = false;
    steps.replaceChildren();
    for (const step of test.steps) {
      const item = add(steps, "li", `${step.at} ${step.place}: ${step.words}`, step.bad ? "bad" : "");
      item.title = step.about;
      item.addEventListener("click", () => go([...steps.children].indexOf(item)));
    }
    if (test.more) add(steps, "p", `and ${test.more} steps more: eventgen test --trace shows all`, "quiet");
    go(-1);
  };

  pages.forEach((page, index) => {
    page.boxes.forEach((box, number) => {
      const group = get(`b${index}-${number}`);
      activate(group, () => showBox(group, box));
    });
    page.lines.forEach((line, number) => {
      const group = get(`l${index}-${number}`);
      activate(group, () => showLine(group, line));
    });
    if (page.tests.length) get("player").hidden = false;
    if (pages.length > 1 && page.tests.length) add(get("tests"), "h2", page.name);
    for (const test of page.tests) {
      const button = add(get("tests"), "button", `${test.wrong.length ? "✗" : "✓"} ${test.name}`);
      button.type = "button";
      button.setAttribute("aria-pressed", "false");
      for (const wrong of test.wrong) add(get("tests"), "p", wrong, "bad");
      button.addEventListener("click", () => take(button, index, test));
    }
  });

  get("back").addEventListener("click", () => { pause(); go(at - 1); });
  get("next").addEventListener("click", () => { pause(); go(at + 1); });
  play.addEventListener("click", toggle);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return showPages();
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowRight") { pause(); go(at + 1); }
    else if (event.key === "ArrowLeft") { pause(); go(at - 1); }
    else if (event.key === " " && event.target.tagName !== "BUTTON") toggle();
    else return;
    event.preventDefault();
  });
  showPages();
})();
