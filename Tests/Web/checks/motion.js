// What is animated, or would be when it changes.
() => {
    const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
    return [...document.querySelectorAll("*")]
        .filter((element) => {
            const style = getComputedStyle(element);
            return (style.animationName !== "none" && lasts(style.animationDuration)) || lasts(style.transitionDuration);
        })
        .map((element) => element.outerHTML.slice(0, 200));
}
