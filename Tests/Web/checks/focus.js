// Remembers how everything looks without the focus; then step() judges what has it now.
() => {
    const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
    const say = (element) => element.outerHTML.slice(0, 200);
    // A hidden box for ticking may show its focus on its label.
    const shownBy = (element) => [element, ...(element.labels ?? [])];
    const styleOf = (element) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
        return { outlineStyle, outlineWidth, outlineColor, boxShadow };
    };

    // Any colour of CSS as red, green, blue and alpha.
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    const parse = (colour) => {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        return [...brush.getImageData(0, 0, 1, 1).data];
    };
    const luminance = ([red, green, blue]) => {
        const [r, g, b] = [red, green, blue].map((value) => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
        const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    // What an outline is drawn upon: the background around the element.
    const around = (element) => {
        for (let each = element.parentElement; each; each = each.parentElement) {
            const colour = parse(getComputedStyle(each).backgroundColor);
            if (colour[3] === 255) return colour;
        }
        return parse("Canvas");
    };
    // WCAG 1.4.11: 3:1.
    const isSeen = (element, colour) => {
        const parsed = parse(colour);
        return parsed[3] > 127 && contrast(parsed, around(element)) >= 3;
    };
    const showsFocus = (element) => {
        const before = quiet.get(element);
        const now = styleOf(element);
        if (before && JSON.stringify(before) === JSON.stringify(now)) return false;
        const hasOutline = now.outlineStyle !== "none" && parseFloat(now.outlineWidth) >= 1 && isSeen(element, now.outlineColor);
        const shadow = now.boxShadow === "none" ? null : now.boxShadow.match(/^(?:[a-z-]+\([^)]*\)|#?\w+)/);
        return hasOutline || (shadow && now.boxShadow !== before?.boxShadow && isSeen(element, shadow[0]));
    };
    // The middle of what the window shows of its first line box.
    const isCovered = (element) => {
        const boxes = shownBy(element).flatMap((each) => [...each.getClientRects()]).filter((box) => box.width > 1 && box.height > 1);
        if (boxes.length === 0) return "it has no box";
        const box = boxes[0];
        const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
        const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
        if (right <= left || bottom <= top) return "it is outside of the window";
        const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const isPart = shownBy(element).some((each) => over && (each.contains(over) || over.contains(each)));
        return isPart ? null : `${over ? say(over) : "nothing"} lies over it`;
    };

    // Tab begins at the top of the page.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    document.activeElement?.blur();
    const quiet = new Map();
    const wanted = new Set();
    for (const element of document.querySelectorAll(selector)) {
        for (const each of shownBy(element)) quiet.set(each, styleOf(each));
        // Of radio buttons of one name Tab reaches one.
        const isReached = element.tabIndex >= 0 && !element.disabled && element.type !== "radio";
        if (isReached && element.checkVisibility({ visibilityProperty: true })) wanted.add(element);
    }
    const reached = new Set();
    let last = null;
    return {
        step() {
            const element = document.activeElement;
            // A field for a date has several stops; after the last stop the browser's own bar has the focus for once.
            const isNone = !element || element === document.body || element === document.documentElement;
            if (element === last) return isNone ? "end" : [];
            last = element;
            if (isNone) return [];
            if (reached.has(element)) return "end";
            reached.add(element);
            const faults = [];
            if (!shownBy(element).some(showsFocus)) faults.push(`not seen: ${say(element)}`);
            const covered = isCovered(element);
            if (covered) faults.push(`covered: ${say(element)}: ${covered}`);
            return faults;
        },
        unreached() {
            return [...wanted].filter((element) => element.isConnected && !reached.has(element)).map(say);
        },
    };
}
