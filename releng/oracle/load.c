/*
 * Runs threads of known behaviour side by side and says what the kernel gave them.
 *
 *   load WINDOW_MS WARM_UP_MS READER_CPU TASK...
 *
 * A TASK is KEY=VALUE[,KEY=VALUE]..., times in microseconds:
 *
 *   kind=busy|periodic|duty|yield   what it does; busy if not said
 *   run= period=                    periodic: burn RUN of CPU time once per PERIOD, releases on an absolute grid
 *   run= sleep=                     duty: burn RUN of CPU time, then sleep SLEEP
 *   phase=                          how much later than the others it starts
 *   nice= policy=other|batch|idle|fifo|rr prio= slice=
 *   cpus=0+1                        processors that it may use
 *   cgroup=DIR                      control group that it joins
 *
 * Prints one JSON object: the length of the window, what /proc/stat said of each processor, and for each task what
 * /proc/PID/schedstat said, with every burst, gap, response time and wake-up latency that it saw itself.
 *
 * Exit status: 0, 1 if a task could not be set up, 2 if the command line is wrong.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_TASKS = 64, MAX_CPUS = 1024, MAX_SAMPLES = 60000 };

static const uint64_t NS_PER_S = 1000000000;
static const uint64_t NS_PER_MS = 1000000;
static const uint64_t NS_PER_US = 1000;

/* A busy task takes what is shorter for the time that reading the clock takes, or for an interrupt. */
static const uint64_t SHORTEST_GAP_NS = 60000;

enum kind { BUSY, PERIODIC, DUTY, YIELD };

struct task {
	const char *spec;
	enum kind kind;
	uint64_t run, period, sleep, phase;
	int nice, policy, priority;
	uint64_t slice;
	cpu_set_t cpus;
	char cgroup[256];
};

/* Microseconds, written by one task and read when it is dead. */
struct samples {
	atomic_int count;
	uint32_t us[MAX_SAMPLES];
};

/* What a task and the program share. */
struct record {
	atomic_bool ready;
	atomic_long jobs, skipped;
	struct samples on, off, response, wake;
};

struct stage {
	atomic_bool go, recording;
	uint64_t start;
};

/* The fields of a cpu line of /proc/stat, in jiffies. */
struct cpu_times {
	unsigned long user, nice, system, idle, iowait, irq, softirq, steal;
};

struct schedstat {
	uint64_t run, delay, slices;
};

static struct stage *stage;
static struct record *records;

/* ---- time ---- */

static uint64_t read_clock(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * NS_PER_S + t.tv_nsec;
}

static void sleep_until(uint64_t instant)
{
	struct timespec t = { instant / NS_PER_S, instant % NS_PER_S };

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR)
		;
}

static void burn(uint64_t cpu_time)
{
	uint64_t start = read_clock(CLOCK_THREAD_CPUTIME_ID);

	while (read_clock(CLOCK_THREAD_CPUTIME_ID) - start < cpu_time)
		;
}

/* ---- what tasks do ---- */

static void add(struct samples *samples, uint64_t ns)
{
	int count = atomic_load(&samples->count);

	if (count < MAX_SAMPLES) {
		samples->us[count] = ns / NS_PER_US;
		atomic_store(&samples->count, count + 1);
	}
}

static void add_job(struct record *record, uint64_t release, uint64_t woken, uint64_t done)
{
	if (!atomic_load(&stage->recording))
		return;
	add(&record->response, done - release);
	add(&record->wake, woken - release);
	atomic_fetch_add(&record->jobs, 1);
}

static void be_busy(struct record *record)
{
	uint64_t last = read_clock(CLOCK_MONOTONIC), burst = last;
	bool whole = false; /* whether all of the burst is in the window */

	for (;;) {
		uint64_t now = read_clock(CLOCK_MONOTONIC);

		if (now - last > SHORTEST_GAP_NS) {
			bool recording = atomic_load(&stage->recording);

			if (recording && whole) {
				add(&record->on, last - burst);
				add(&record->off, now - last);
			}
			whole = recording;
			burst = now;
		}
		last = now;
	}
}

static void be_periodic(struct record *record, const struct task *task)
{
	uint64_t release = stage->start + task->phase;

	for (;;) {
		uint64_t woken, done, next;

		sleep_until(release);
		woken = read_clock(CLOCK_MONOTONIC);
		burn(task->run);
		done = read_clock(CLOCK_MONOTONIC);
		add_job(record, release, woken, done);
		next = release + task->period;
		if (next < done) { /* releases that the job overran are skipped */
			uint64_t missed = (done - release) / task->period;

			next = release + (missed + 1) * task->period;
			if (atomic_load(&stage->recording))
				atomic_fetch_add(&record->skipped, missed);
		}
		release = next;
	}
}

static void be_on_duty(struct record *record, const struct task *task)
{
	uint64_t release = stage->start + task->phase;

	for (;;) {
		uint64_t woken, done;

		sleep_until(release);
		woken = read_clock(CLOCK_MONOTONIC);
		burn(task->run);
		done = read_clock(CLOCK_MONOTONIC);
		add_job(record, release, woken, done);
		release = read_clock(CLOCK_MONOTONIC) + task->sleep;
	}
}

static void yield_always(void)
{
	for (;;)
		sched_yield();
}

/* ---- setting tasks up ---- */

static void __attribute__((noreturn)) fail(const struct task *task, const char *what)
{
	fprintf(stderr, "load: %s: %s: %s\n", task->spec, what, strerror(errno));
	_exit(1);
}

static void join_cgroup(const struct task *task)
{
	char path[sizeof task->cgroup + 16], pid[16];
	int fd, length = snprintf(pid, sizeof pid, "%d", getpid());

	snprintf(path, sizeof path, "%s/cgroup.procs", task->cgroup);
	fd = open(path, O_WRONLY);
	if (fd < 0 || write(fd, pid, length) != length)
		fail(task, path);
	close(fd);
}

/* struct sched_attr of include/uapi/linux/sched/types.h; the runtime of a fair task is the slice that it asks for. */
struct attributes {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
	uint32_t util_min, util_max;
};

static void set_attributes(const struct task *task)
{
	struct attributes attributes = {
		.size = 48, /* SCHED_ATTR_SIZE_VER0: without utilisation clamps */
		.policy = task->policy,
		.nice = task->nice,
		.priority = task->priority,
		.runtime = task->slice,
	};

	if (syscall(SYS_sched_setattr, 0, &attributes, 0))
		fail(task, "sched_setattr");
}

static void __attribute__((noreturn)) run(const struct task *task, struct record *record)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (task->cgroup[0])
		join_cgroup(task);
	if (sched_setaffinity(0, sizeof task->cpus, &task->cpus))
		fail(task, "sched_setaffinity");
	set_attributes(task);
	atomic_store(&record->ready, true);
	while (!atomic_load(&stage->go))
		usleep(500);
	switch (task->kind) {
	case BUSY:
		if (task->phase)
			sleep_until(stage->start + task->phase);
		be_busy(record);
		break;
	case PERIODIC:
		be_periodic(record, task);
		break;
	case DUTY:
		be_on_duty(record, task);
		break;
	case YIELD:
		yield_always();
	}
	_exit(1);
}

/* ---- the command line ---- */

static void __attribute__((noreturn)) usage(const char *what, const char *value)
{
	fprintf(stderr, "load: %s: %s\n", what, value);
	exit(2);
}

static long number(const char *text, long least, long greatest)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || *end || end == text || value < least || value > greatest)
		usage("not a number that can be", text);
	return value;
}

static int word(const char *text, const char *const words[], const int values[])
{
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], text))
			return values[i];
	usage("unknown word", text);
}

static uint64_t microseconds(const char *text)
{
	return number(text, 0, 3600L * 1000 * 1000) * NS_PER_US;
}

static void parse_cpus(char *text, cpu_set_t *cpus)
{
	char *rest, *cpu = strtok_r(text, "+", &rest);

	CPU_ZERO(cpus);
	for (; cpu; cpu = strtok_r(NULL, "+", &rest))
		CPU_SET(number(cpu, 0, CPU_SETSIZE - 1), cpus);
}

static void parse_setting(struct task *task, const char *key, char *value)
{
	static const char *const kinds[] = { "busy", "periodic", "duty", "yield", NULL };
	static const int kind_values[] = { BUSY, PERIODIC, DUTY, YIELD };
	static const char *const policies[] = { "other", "batch", "idle", "fifo", "rr", NULL };
	static const int policy_values[] = { SCHED_OTHER, SCHED_BATCH, SCHED_IDLE, SCHED_FIFO, SCHED_RR };

	if (!strcmp(key, "kind"))
		task->kind = word(value, kinds, kind_values);
	else if (!strcmp(key, "policy"))
		task->policy = word(value, policies, policy_values);
	else if (!strcmp(key, "run"))
		task->run = microseconds(value);
	else if (!strcmp(key, "period"))
		task->period = microseconds(value);
	else if (!strcmp(key, "sleep"))
		task->sleep = microseconds(value);
	else if (!strcmp(key, "phase"))
		task->phase = microseconds(value);
	else if (!strcmp(key, "slice"))
		task->slice = microseconds(value);
	else if (!strcmp(key, "nice"))
		task->nice = number(value, -20, 19);
	else if (!strcmp(key, "prio"))
		task->priority = number(value, 1, 99);
	else if (!strcmp(key, "cpus"))
		parse_cpus(value, &task->cpus);
	else if (!strcmp(key, "cgroup") && strlen(value) < sizeof task->cgroup)
		strcpy(task->cgroup, value);
	else
		usage("unknown setting", key);
}

static struct task parse_task(const char *spec)
{
	struct task task = { .spec = spec, .kind = BUSY, .policy = SCHED_OTHER };
	char *rest, *copy = strdup(spec), *part = strtok_r(copy, ",", &rest);

	sched_getaffinity(0, sizeof task.cpus, &task.cpus);
	for (; part; part = strtok_r(NULL, ",", &rest)) {
		char *value = strchr(part, '=');

		if (!value)
			usage("not of the form KEY=VALUE", part);
		*value++ = 0;
		parse_setting(&task, part, value);
	}
	if (task.kind == PERIODIC && (!task.run || !task.period))
		usage("a periodic task needs run and period", spec);
	if (task.kind == DUTY && (!task.run || !task.sleep))
		usage("a task on duty needs run and sleep", spec);
	free(copy);
	return task;
}

/* ---- reading the kernel's books ---- */

static int read_cpu_times(struct cpu_times *times)
{
	FILE *file = fopen("/proc/stat", "r");
	char line[512];
	int cpus = 0;

	while (file && fgets(line, sizeof line, file)) {
		struct cpu_times t;
		int cpu;

		if (sscanf(line, "cpu%d %lu %lu %lu %lu %lu %lu %lu %lu", &cpu, &t.user, &t.nice, &t.system, &t.idle,
			   &t.iowait, &t.irq, &t.softirq, &t.steal) == 9 && cpu < MAX_CPUS) {
			times[cpu] = t;
			cpus = cpu + 1;
		}
	}
	if (file)
		fclose(file);
	return cpus;
}

static struct schedstat read_schedstat(int fd)
{
	struct schedstat stat = { 0, 0, 0 };
	char text[128];
	ssize_t length = pread(fd, text, sizeof text - 1, 0);

	text[length > 0 ? length : 0] = 0;
	sscanf(text, "%" SCNu64 " %" SCNu64 " %" SCNu64, &stat.run, &stat.delay, &stat.slices);
	return stat;
}

/* ---- the result ---- */

static void print_samples(const char *name, struct samples *samples)
{
	int count = atomic_load(&samples->count);

	printf(", \"%s\": [", name);
	for (int i = 0; i < count; i++)
		printf(i ? ",%" PRIu32 : "%" PRIu32, samples->us[i]);
	printf("]");
}

static void print_task(struct record *record, struct schedstat before, struct schedstat after)
{
	printf("{\"run_ns\": %" PRIu64 ", \"delay_ns\": %" PRIu64 ", \"slices\": %" PRIu64, after.run - before.run,
	       after.delay - before.delay, after.slices - before.slices);
	printf(", \"jobs\": %ld, \"skipped\": %ld", atomic_load(&record->jobs), atomic_load(&record->skipped));
	print_samples("on_us", &record->on);
	print_samples("off_us", &record->off);
	print_samples("response_us", &record->response);
	print_samples("wake_us", &record->wake);
	printf("}");
}

static void print_cpu(struct cpu_times a, struct cpu_times b)
{
	printf("{\"user\": %lu, \"nice\": %lu, \"system\": %lu, \"idle\": %lu, \"irq\": %lu, \"steal\": %lu}",
	       b.user - a.user, b.nice - a.nice, b.system - a.system, b.idle + b.iowait - a.idle - a.iowait,
	       b.irq + b.softirq - a.irq - a.softirq, b.steal - a.steal);
}

/* ---- a run ---- */

static void *share(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED) {
		perror("load: mmap");
		exit(1);
	}
	return memory;
}

static void end_all(const pid_t *pids, int count)
{
	for (int i = 0; i < count; i++)
		kill(pids[i], SIGKILL);
	for (int i = 0; i < count; i++)
		waitpid(pids[i], NULL, 0);
}

/* Starts the tasks and waits until each is set up; returns false if one cannot be. */
static bool start_all(const struct task *tasks, int count, pid_t *pids)
{
	for (int i = 0; i < count; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			run(&tasks[i], &records[i]);
		while (!atomic_load(&records[i].ready)) {
			if (pids[i] < 0 || waitpid(pids[i], NULL, WNOHANG) == pids[i]) {
				end_all(pids, i);
				return false;
			}
			usleep(1000);
		}
	}
	return true;
}

/*
 * Some time shorter than a span. On a busy machine this program runs from a tick on, and what depends on where in a tick a
 * load begins would be the same in every run.
 */
static uint64_t any_part_of(uint64_t span)
{
	uint64_t any;

	return getrandom(&any, sizeof any, 0) == sizeof any ? any % span : 0;
}

static int open_schedstat(pid_t pid)
{
	char path[64];
	int fd;

	snprintf(path, sizeof path, "/proc/%d/schedstat", pid);
	fd = open(path, O_RDONLY);
	if (fd < 0)
		perror("load: /proc/PID/schedstat, which needs CONFIG_SCHED_INFO");
	return fd;
}

int main(int argc, char **argv)
{
	static struct task tasks[MAX_TASKS];
	static struct cpu_times cpus_before[MAX_CPUS], cpus_after[MAX_CPUS];
	static struct schedstat before[MAX_TASKS], after[MAX_TASKS];
	pid_t pids[MAX_TASKS];
	int fds[MAX_TASKS], count = argc - 4, cpus;
	uint64_t window, warm_up, from, to;
	cpu_set_t reader;

	if (count < 1 || count > MAX_TASKS)
		usage("usage", "load WINDOW_MS WARM_UP_MS READER_CPU TASK...");
	window = number(argv[1], 1, 3600000) * NS_PER_MS;
	warm_up = number(argv[2], 0, 3600000) * NS_PER_MS;
	for (int i = 0; i < count; i++)
		tasks[i] = parse_task(argv[4 + i]);
	CPU_ZERO(&reader);
	CPU_SET(number(argv[3], 0, CPU_SETSIZE - 1), &reader);
	sched_setaffinity(0, sizeof reader, &reader);
	stage = share(sizeof *stage);
	records = share(sizeof *records * count);

	if (!start_all(tasks, count, pids))
		return 1;
	for (int i = 0; i < count; i++) {
		fds[i] = open_schedstat(pids[i]);
		if (fds[i] < 0) {
			end_all(pids, count);
			return 1;
		}
	}
	usleep(20000);
	stage->start = read_clock(CLOCK_MONOTONIC) + 5 * NS_PER_MS + any_part_of(10 * NS_PER_MS);
	atomic_store(&stage->go, true);
	sleep_until(stage->start + warm_up);

	read_cpu_times(cpus_before);
	from = read_clock(CLOCK_MONOTONIC);
	for (int i = 0; i < count; i++)
		before[i] = read_schedstat(fds[i]);
	atomic_store(&stage->recording, true);
	sleep_until(from + window);
	to = read_clock(CLOCK_MONOTONIC);
	for (int i = 0; i < count; i++)
		after[i] = read_schedstat(fds[i]);
	atomic_store(&stage->recording, false);
	cpus = read_cpu_times(cpus_after);
	end_all(pids, count);

	printf("{\"wall_ns\": %" PRIu64 ", \"cpus\": [", to - from);
	for (int i = 0; i < cpus; i++) {
		printf(i ? ", " : "");
		print_cpu(cpus_before[i], cpus_after[i]);
	}
	printf("], \"tasks\": [");
	for (int i = 0; i < count; i++) {
		printf(i ? ",\n" : "");
		print_task(&records[i], before[i], after[i]);
	}
	printf("]}\n");
	return 0;
}
