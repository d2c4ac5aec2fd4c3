"""A Slurm of one node on the loopback of this machine, started and stopped here, runs a batch as an
array, and as a task farm under srun.  Needs root, munge, slurmctld and slurmd; says 77 without.

usage: slurm.py [mixflow with ranks]"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import batches

RANKS = sys.argv.pop(1) if len(sys.argv) > 1 and "/" in sys.argv[1] else None
NEEDED = ("munged", "slurmctld", "slurmd", "sbatch", "srun", "squeue", "scancel")

CONF = """ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port1}
SlurmdPort={port2}
AuthType=auth/munge
AuthInfo=socket={at}/munge.socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation={at}/state
SlurmdSpoolDir={at}/spool
SlurmctldPidFile={at}/slurmctld.pid
SlurmdPidFile={at}/slurmd.pid
SlurmctldLogFile={at}/slurmctld.log
SlurmdLogFile={at}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=sched_interval=1,batch_sched_delay=0
KillWait=5
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def a_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Cluster:
    """munged, slurmctld and slurmd, in a folder of their own."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.at = Path(self.folder.name)
        self.daemons = []
        self.environ = dict(os.environ, SLURM_CONF=str(self.at / "slurm.conf"))
        os.chmod(self.at, 0o755)
        for name in ("state", "spool"):
            (self.at / name).mkdir()
        key = self.at / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o400)
        (self.at / "slurm.conf").write_text(CONF.format(
            at=self.at, host=socket.gethostname().split(".")[0], cpus=os.cpu_count(), port1=a_port(),
            port2=a_port()))
        self.start("munged", "--foreground", "--force", f"--key-file={key}",
                   f"--socket={self.at}/munge.socket", f"--pid-file={self.at}/munge.pid",
                   f"--seed-file={self.at}/munge.seed")
        self.wait(lambda: (self.at / "munge.socket").exists())
        self.start("slurmctld", "-D", "-f", self.environ["SLURM_CONF"])
        self.start("slurmd", "-D", "-f", self.environ["SLURM_CONF"])
        self.wait(lambda: "idle" in self.say("sinfo", "-h", "-o", "%T", check=False))

    def start(self, *words):
        with open(self.at / f"{words[0]}.out", "w") as out:
            self.daemons.append(subprocess.Popen(words, stdout=out, stderr=out, env=self.environ,
                                                 start_new_session=True))

    def say(self, *words, check=True, cwd=None):
        done = subprocess.run(words, capture_output=True, text=True, env=self.environ, check=False,
                              cwd=cwd)
        if check and done.returncode != 0:
            raise AssertionError((words, done.stdout, done.stderr))
        return done.stdout

    def wait(self, until, seconds=120):
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                raise AssertionError("\n".join(path.read_text()[-2000:] for path in self.at.glob("*.[lo]*")))
            time.sleep(0.2)

    def stop(self):
        self.say("scancel", "--user=root", check=False)
        for daemon in reversed(self.daemons):
            daemon.send_signal(signal.SIGTERM)
            try:
                daemon.wait(timeout=20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        self.folder.cleanup()


class Slurm(batches.Batch):
    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster()

    @classmethod
    def tearDownClass(cls):
        cls.cluster.stop()

    def calm(self, factors):
        self.plan(factors)
        self.mixflow("batch", "plan.cfg", "-o", "calm", "--quiet")
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        return self.digests("calm")

    def queue(self):
        return self.cluster.say("squeue", "-h", "-o", "%T").split()

    def submit(self, *words):
        self.mixflow("batch", "slurm", "d", "-o", "job.sbatch", *words)
        self.cluster.environ["MIXFLOW"] = batches.MIXFLOW
        return self.cluster.say("sbatch", "--parsable", "job.sbatch", cwd=self.at).strip()

    def test_an_array_runs_all_of_a_batch(self):
        calm = self.calm("replicates = 3;" + batches.FACTORS)
        self.submit("--time", "5m", "--tasks", 4)
        self.cluster.wait(lambda: not self.queue(), 300)
        self.assertEqual(self.digests("d"), calm)
        self.assertEqual(len(list((self.at / "d").glob("slurm-*.log"))), 4)

    def test_a_warned_task_stops_in_a_state_that_goes_on(self):
        calm = self.calm("replicates = 60;" + batches.FACTORS)
        job = self.submit("--time", "5m", "--tasks", 1)
        self.cluster.wait(lambda: any((self.at / "d/runs").glob("*.h5")))
        self.cluster.say("scancel", "--signal=USR1", "--batch", job)
        log = lambda: "".join(path.read_text() for path in (self.at / "d").glob("slurm-*.log"))
        self.cluster.wait(lambda: "the same command goes on" in log())
        self.cluster.wait(lambda: "RUNNING" not in self.queue() and "COMPLETING" not in self.queue())
        self.assertEqual(self.queue(), ["PENDING"])  # it has asked for another turn
        self.cluster.say("scancel", job)
        self.assertLess(len(list((self.at / "d/runs").glob("*.h5"))), len(calm))
        self.assertEqual(list((self.at / "d/failed").iterdir()), [])
        self.mixflow("batch", "run", "d", "--quiet")
        self.assertEqual(self.digests("d"), calm)

    @unittest.skipUnless(RANKS, "without Open MPI")
    def test_srun_gives_a_task_farm(self):
        listed = subprocess.run(["srun", "--mpi=list"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True, env=self.cluster.environ, check=False).stdout
        if "pmix" not in listed:
            self.skipTest("this Slurm has no pmix")
        calm = self.calm("replicates = 3;" + batches.FACTORS)
        self.cluster.environ["ASAN_OPTIONS"] = "detect_leaks=0"
        self.cluster.say("srun", "--mpi=pmix", "-n", "2", RANKS, "batch", "run", "d", "--quiet",
                         cwd=self.at)
        self.assertEqual(self.digests("d"), calm)


if __name__ == "__main__":
    if os.geteuid() != 0 or any(shutil.which(name) is None for name in NEEDED):
        print("needs root and", *NEEDED)
        sys.exit(77)
    unittest.main()
