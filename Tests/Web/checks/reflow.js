// What stands beyond the right or left edge of the window, outside of parts that scroll by themselves.
() => {
    const root = document.documentElement;
    const faults = [];
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide, its window ${root.clientWidth}`);
    const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    // Only for those who hear the page: a box of one pixel.
    const isSeen = (box) => box.width > 1 && box.height > 1;
    const isInScroller = (element) => {
        for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) {
            if (scrolls(each)) return true;
        }
        return false;
    };
    for (const element of document.body.querySelectorAll("*")) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const box = element.getBoundingClientRect();
        // A skip link waits outside until it has the focus.
        if (!isSeen(box) || box.bottom + scrollY <= 0 || box.right + scrollX <= 0) continue;
        if (box.right + scrollX <= root.clientWidth + 1 && box.left + scrollX >= -1) continue;
        if (!isInScroller(element)) {
            faults.push(`from ${Math.round(box.left)} to ${Math.round(box.right)} px: ${element.outerHTML.slice(0, 200)}`);
        }
    }
    return faults;
}
