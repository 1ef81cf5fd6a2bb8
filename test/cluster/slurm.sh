#!/usr/bin/env bash
# A whole Slurm on the loopback of this machine, in one folder, for as long as a command runs:
#   test/cluster/slurm.sh FOLDER COMMAND...
# The commands of Slurm find it by SLURM_CONF. One node: this machine, with eight CPUs by name. Needs root and the packages of test/places/setup.sh: slurmctld, slurmd, slurm-client, munge.
set -euo pipefail

home="$(mkdir -p "$1" && cd "$1" && pwd)"
shift
port() { node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'; }
mkdir -p "$home"/{munge,state,spool,log}
# Every parent of a socket of munge must be closed to others, or the sticky /tmp.
chmod 755 "$home"
chmod 700 "$home/munge"
head -c 1024 /dev/urandom > "$home/munge/key"
chmod 400 "$home/munge/key"

cat > "$home/slurm.conf" << CONF
ClusterName=loopback
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$(port)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$home/munge/socket
CryptoType=crypto/munge
StateSaveLocation=$home/state
SlurmdSpoolDir=$home/spool
SlurmctldPidFile=$home/slurmctld.pid
SlurmdPidFile=$home/slurmd.pid
SlurmctldLogFile=$home/log/slurmctld
SlurmdLogFile=$home/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=0,sched_min_interval=100000,bf_interval=1
ReturnToService=2
MpiDefault=none
KillWait=1
JobRequeue=1
MinJobAge=600
NodeName=loop NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$(port) CPUs=8 RealMemory=4000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$home/slurm.conf"

ours=()
end() {
  local status=$?
  scancel --state=PENDING,RUNNING --user="$(id -un)" 2> /dev/null || true
  local pid
  for pid in "${ours[@]}"; do kill "$pid" 2> /dev/null || true; done
  for pid in "${ours[@]}"; do wait "$pid" 2> /dev/null || true; done
  exit "$status"
}
trap end EXIT

munged --foreground --force --num-threads=2 --socket="$home/munge/socket" --key-file="$home/munge/key" \
  --pid-file="$home/munge/pid" --log-file="$home/munge/log" --seed-file="$home/munge/seed" 2> "$home/log/munge.out" &
ours+=($!)
for _ in $(seq 100); do [ -S "$home/munge/socket" ] && break; sleep 0.1; done
slurmctld -D > "$home/log/slurmctld.out" 2>&1 &
ours+=($!)
slurmd -D -N loop > "$home/log/slurmd.out" 2>&1 &
ours+=($!)
for _ in $(seq 300); do
  case "$(sinfo --noheader --format=%T 2> /dev/null)" in *idle*) break ;; esac
  sleep 0.1
done
sinfo --noheader --format='slurm %v: %D node, %C CPUs, %T' >&2 || true
case "$(sinfo --noheader --format=%T)" in *idle*) ;; *) echo 'slurm.sh: no node is idle' >&2; tail -20 "$home/log/"* >&2; exit 1 ;; esac
"$@"
