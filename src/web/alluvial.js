/* alluvial.js: from origin to first stop, last stop and outcome, by d3-sankey.
 *
 * stages: four names; flows: [{ stage, from, to, value, base }], where `stage` 0 leads from the
 * first stage to the second.  Each stage keeps its largest nodes and folds the rest. */

"use strict";

mixflow.folded = (flows, stages, keep) => {
    const sums = stages.map(() => new Map());
    const add = (stage, name, value) => sums[stage].set(name, (sums[stage].get(name) ?? 0) + value);
    for (const flow of flows) {
        const size = Math.max(flow.value, flow.base);
        if (flow.stage === 0)
            add(0, flow.from, size);
        add(flow.stage + 1, flow.to, size);
    }
    const kept = sums.map(sum => new Set([...sum].sort((a, b) => b[1] - a[1]).slice(0, sum.size > keep ? keep - 1 : keep).map(([name]) => name)));
    return (stage, name) => kept[stage].has(name) ? name : mixflow.word("others");
};

mixflow.alluvial_graph = (flows, stages, keep) => {
    const name_of = mixflow.folded(flows, stages, keep), nodes = new Map(), links = new Map();
    const node = (stage, name, flow) => {
        const id = `${stage}:${name}`;
        if (!nodes.has(id))
            nodes.set(id, { id, name, stage, now: 0, base: 0 });
        nodes.get(id).now += flow?.value ?? 0;
        nodes.get(id).base += flow?.base ?? 0;
        return id;
    };
    for (const flow of flows) {
        const source = node(flow.stage, name_of(flow.stage, flow.from), flow.stage === 0 ? flow : null);
        const target = node(flow.stage + 1, name_of(flow.stage + 1, flow.to), flow);
        const link = links.get(`${source}>${target}`) ?? { source, target, value: 0, base: 0 };
        link.value += flow.value;
        link.base += flow.base;
        links.set(`${source}>${target}`, link);
    }
    const joined = new Set([...links.values()].filter(l => l.value > 0).flatMap(l => [l.source, l.target]));
    return { nodes: [...nodes.values()].filter(n => joined.has(n.id)), links: [...links.values()].filter(l => l.value > 0) };
};

mixflow.alluvial = ({ name, title, caption, how, stages, flows, keep = 5, compared = false }) => mixflow.picture({
    name, title, caption, how, wide: true, height: 430,
    table: {
        columns: [mixflow.word("from"), mixflow.word("to"), mixflow.word("persons"), mixflow.word("baseline")],
        rows: flows.map(f => [`${stages[f.stage]}: ${f.from}`, `${stages[f.stage + 1]}: ${f.to}`, Math.round(f.value), Math.round(f.base)]),
    },
    draw: (svg, width, height) => {
        const graph = mixflow.alluvial_graph(flows, stages, keep), others = mixflow.word("others");
        if (!graph.links.length)
            return;
        const side = Math.min(300, width / 3);
        const laid = d3.sankey().nodeId(d => d.id).nodeAlign(d => d.stage).nodeWidth(12).nodePadding(18)
            .nodeSort((a, b) => (a.name === others) - (b.name === others) || b.now - a.now)
            .extent([[4, 30], [width - side, height - 8]])(graph);
        const columns = d3.rollup(laid.nodes, v => v[0].x0, n => n.stage);
        svg.append("g").selectAll("text").data([...columns]).join("text").attr("x", d => d[1]).attr("y", 16)
            .attr("class", "soft").text(([stage]) => stages[stage]);
        svg.append("g").selectAll("path").data(laid.links).join("path").attr("d", d3.sankeyLinkHorizontal())
            .attr("fill", "none").attr("stroke", "#0072b2").attr("stroke-opacity", 0.3).attr("stroke-width", l => Math.max(1, l.width))
            .append("title").text(l => `${l.source.name} \u2192 ${l.target.name}: ${mixflow.number(l.value)} (${mixflow.word("base_was", mixflow.number(l.base))})`);
        const node = svg.append("g").selectAll("g").data(laid.nodes).join("g");
        node.append("rect").attr("x", n => n.x0).attr("y", n => n.y0).attr("width", 12).attr("height", n => Math.max(1, n.y1 - n.y0)).attr("fill", "#404040");
        if (compared)
            node.append("rect").attr("x", n => n.x0 - 3).attr("y", n => n.y0).attr("width", 18)
                .attr("height", n => Math.max(1, (n.y1 - n.y0) * (n.now > 0 ? n.base / n.now : 0)))
                .attr("fill", "none").attr("stroke", "#595959").attr("stroke-dasharray", "4 3");
        const room = (width - side - 4) / (stages.length - 1) - 24;
        for (const n of laid.nodes)
            mixflow.fit_text(svg.append("text").attr("x", n.x1 + 7).attr("y", (n.y0 + n.y1) / 2 + 5).attr("style", "font-size:14px")
                .attr("paint-order", "stroke").attr("stroke", "#fff").attr("stroke-width", 3), `${mixflow.short(n.now)} ${n.name}`, n.stage === stages.length - 1 ? side - 8 : room);
    },
});
