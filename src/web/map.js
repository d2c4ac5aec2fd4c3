/* map.js: the links as legs, as wide as their passages, on land without borders.
 *
 * Places are drawn at their longitude and latitude in an equirectangular view
 * true at 30 degrees north; one that lies far away stands at the edge of the land.  No arrow heads, one neutral blue; change is purple
 * (more) or green (fewer), dashed where its sign differs between runs. */

"use strict";

mixflow.inside = lon => Math.max(-24, Math.min(58, lon));

mixflow.project_to = (places, width, height) => {
    const wide = Math.cos(Math.PI / 6);
    const lon = d3.extent(places, p => mixflow.inside(p.lon)), lat = d3.extent(places, p => p.lat);
    const pad = 2.5;
    const scale = Math.min(width / ((lon[1] - lon[0] + 2 * pad) * wide), height / (lat[1] - lat[0] + 2 * pad));
    const middle = [(lon[0] + lon[1]) / 2, (lat[0] + lat[1]) / 2];
    return (at_lon, at_lat) => [width / 2 + (at_lon - middle[0]) * wide * scale, height / 2 - (at_lat - middle[1]) * scale];
};

mixflow.land_path = (land, project) => land.rings.map(ring => {
    let path = "";
    for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = project(ring[i] / 100, ring[i + 1] / 100);
        path += `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    return `${path}Z`;
}).join("");

mixflow.leg_path = (from, to) => {
    const bend = 0.12, mx = (from[0] + to[0]) / 2 - (to[1] - from[1]) * bend, my = (from[1] + to[1]) / 2 + (to[0] - from[0]) * bend;
    return `M${from}Q${mx} ${my} ${to}`;
};

/* Names of places, each where it covers no other; those that fit nowhere are left out. */
mixflow.place_names = (svg, spots, width, height) => {
    const taken = [];
    const free = box => box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height &&
        taken.every(t => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    for (const { at: [x, y], text, r } of spots.sort((a, b) => b.weight - a.weight)) {
        const long = text.length * 8.2;
        const tries = [[x + r + 4, y + 5, "start"], [x - r - 4, y + 5, "end"], [x, y - r - 6, "middle"], [x, y + r + 17, "middle"]];
        for (const [tx, ty, anchor] of tries) {
            const from = anchor === "start" ? tx : anchor === "end" ? tx - long : tx - long / 2;
            const box = [from, ty - 14, from + long, ty + 4];
            if (!free(box))
                continue;
            taken.push(box);
            svg.append("text").attr("x", tx).attr("y", ty).attr("text-anchor", anchor).attr("style", "font-size:15px")
                .attr("paint-order", "stroke").attr("stroke", "#fff").attr("stroke-width", 3).text(text);
            break;
        }
    }
};

/* legs: [{ from, to, width (a number of people), tone, dashed, words }], circles: [number per place] */
mixflow.map = ({ name, title, caption, how, table, land, places, legs, circles, most, most_waiting, wide = false }) => mixflow.picture({
    name, title, caption, how, table, wide, height: width => Math.round(Math.min(width * 1.02, Math.max(380, innerHeight - 360))),
    draw: (svg, width, height) => {
        const project = mixflow.project_to(places, width, height);
        const thick = d3.scaleSqrt([0, most || 1], [0, 16]), round = d3.scaleSqrt([0, most_waiting || 1], [2, 20]);
        svg.append("clipPath").attr("id", `clip-${name}`).append("rect").attr("width", width).attr("height", height);
        svg.append("rect").attr("width", width).attr("height", height).attr("fill", "#f6f8fa");
        const inside = svg.append("g").attr("clip-path", `url(#clip-${name})`);
        inside.append("path").attr("class", "land").attr("d", mixflow.land_path(land, project));
        const spot = place => project(mixflow.inside(places[place].lon), places[place].lat);
        inside.append("g").selectAll("path").data(legs.filter(l => l.width > 0)).join("path")
            .attr("d", l => mixflow.leg_path(spot(l.from), spot(l.to))).attr("fill", "none").attr("stroke", l => l.tone)
            .attr("stroke-width", l => Math.max(1.2, thick(l.width))).attr("stroke-opacity", 0.75)
            .attr("stroke-dasharray", l => l.dashed ? "4 5" : null).append("title").text(l => l.words);
        inside.append("g").selectAll("circle").data(places).join("circle")
            .attr("cx", (_, i) => spot(i)[0]).attr("cy", (_, i) => spot(i)[1]).attr("r", (_, i) => round(circles[i] ?? 0))
            .attr("fill", "#fff").attr("fill-opacity", 0.75).attr("stroke", "#404040").attr("stroke-width", 1.5)
            .append("title").text((p, i) => `${p.name}: ${mixflow.number(circles[i] ?? 0)}`);
        mixflow.place_names(inside, places.map((p, i) => ({ at: spot(i), text: p.name, r: round(circles[i] ?? 0), weight: circles[i] ?? 0 })), width, height);
    },
});
