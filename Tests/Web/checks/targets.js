// Targets of less than 24 x 24 px that do not stand in a sentence.
() => {
    const least = 24 - 0.05; // Layout rounds to 1/64 px.
    const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab]";
    const union = (boxes) => ({
        width: Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)),
        height: Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top)),
    });
    // Words of the same block that can not be pressed make a sentence of it.
    const isInSentence = (element) => {
        if (getComputedStyle(element).display !== "inline") return false;
        let block = element.parentElement;
        while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
        const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            if (/\p{L}/u.test(node.data) && !node.parentElement.closest(selector) && node.parentElement.checkVisibility()) return true;
        }
        return false;
    };
    const faults = [];
    for (const element of document.querySelectorAll(selector)) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const isTicked = ["checkbox", "radio"].includes(element.type);
        // A label of a box that is ticked is a part of what can be pressed.
        const parts = isTicked ? [element, ...element.labels] : [element];
        const box = union(parts.map((part) => part.getBoundingClientRect()));
        // What is clipped to a pixel nobody presses: it is there for the keyboard, or for password managers.
        if (box.width <= 1 || box.height <= 1) continue;
        if (box.width >= least && box.height >= least) continue;
        if (isInSentence(element)) continue;
        faults.push(`${box.width.toFixed(1)} x ${box.height.toFixed(1)} px: ${element.outerHTML.slice(0, 200)}`);
    }
    return faults;
}
