/* pool.js: one worker for each processor, and the tasks that wait for them.
 *
 * A job is a package with its replicates; those of the highest rank go first, replicate by
 * replicate, and a job that nobody waits for any longer is dropped between two of them. */

"use strict";

mixflow.Pool = class {
    constructor(module, source, text, people) {
        const n = Math.max(1, Math.min(navigator.hardwareConcurrency || 2, 8));
        const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
        this.waiting = [];
        this.next = 0;
        this.workers = Array.from({ length: n }, () => {
            const worker = new Worker(url);
            worker.busy = { ready: true };
            worker.onmessage = ({ data }) => this.heard(worker, data);
            worker.onerror = event => this.heard(worker, { error: event.message, complaints: [] });
            worker.postMessage({ module, text, people });
            return worker;
        });
    }

    /* A promise of { brief, ends, digest, life }; `job.dropped` may turn true at any time. */
    ask(job, task) {
        return new Promise((done, failed) => {
            this.waiting.push({ ...task, task: this.next++, job, done, failed });
            this.hand_out();
        });
    }

    heard(worker, data) {
        const task = worker.busy;
        worker.busy = null;
        if (data.error && task.failed)
            task.failed(Object.assign(new Error(data.error), { complaints: data.complaints }));
        else
            task.done?.(data);
        this.hand_out();
    }

    hand_out() {
        this.waiting = this.waiting.filter(task => !task.job.dropped || task.failed(new Error("dropped")));
        for (const worker of this.workers) {
            if (worker.busy || !this.waiting.length)
                continue;
            const first = d3.leastIndex(this.waiting, (a, b) => b.job.rank - a.job.rank || a.replicate - b.replicate);
            const [task] = this.waiting.splice(first, 1);
            const { job, done, failed, ...told } = task;
            worker.busy = task;
            worker.postMessage(told);
        }
    }
};
