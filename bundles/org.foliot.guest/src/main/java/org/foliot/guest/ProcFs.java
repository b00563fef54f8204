package org.foliot.guest;

/** What programs in the guest read about time: /proc/stat and /proc/PID/stat, at the present instant of the machine. */
public final class ProcFs {
    private static final long PICOSECONDS_PER_SECOND = 1_000_000_000_000L;

    private final Guest guest;

    ProcFs(Guest guest) {
        this.guest = guest;
    }

    static long user(Kernel kernel, Cpu cpu, long now) {
        boolean running = cpu.current != null && !cpu.current.inKernel() && cpu.current.nice() <= 0;
        return cpu.times.user + (running ? kernel.accounting.pendingVtime(cpu, now) : 0);
    }

    static long nice(Kernel kernel, Cpu cpu, long now) {
        boolean running = cpu.current != null && !cpu.current.inKernel() && cpu.current.nice() > 0;
        return cpu.times.nice + (running ? kernel.accounting.pendingVtime(cpu, now) : 0);
    }

    static long system(Kernel kernel, Cpu cpu, long now) {
        boolean running = cpu.current == null || cpu.current.inKernel();
        return cpu.times.system + (running ? kernel.accounting.pendingVtime(cpu, now) : 0);
    }

    /** The line of one CPU; zeros while there is no kernel. */
    public ProcStat cpu(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? ProcStat.ofNanos(0, 0, 0, 0, 0) : cpu(kernel, vcpu, now);
    }

    /** The line of one CPU. */
    static ProcStat cpu(Kernel kernel, int vcpu, long now) {
        Cpu cpu = kernel.look(vcpu, now);
        return ProcStat.ofNanos(
                user(kernel, cpu, now),
                nice(kernel, cpu, now),
                system(kernel, cpu, now),
                kernel.accounting.shownIdle(cpu, now),
                cpu.times.steal);
    }

    /** The line of all CPUs that there can be. */
    public ProcStat total(long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? ProcStat.ofNanos(0, 0, 0, 0, 0) : total(kernel, now);
    }

    /** The line of all CPUs that there can be. */
    static ProcStat total(Kernel kernel, long now) {
        long user = 0;
        long nice = 0;
        long system = 0;
        long idle = 0;
        long steal = 0;
        for (Cpu cpu : kernel.cpus) {
            kernel.look(cpu.number, now);
            user += user(kernel, cpu, now);
            nice += nice(kernel, cpu, now);
            system += system(kernel, cpu, now);
            idle += kernel.accounting.shownIdle(cpu, now);
            steal += cpu.times.steal;
        }
        return ProcStat.ofNanos(user, nice, system, idle, steal);
    }

    /**
     * /proc/stat as text: the line of all CPUs, one for each that is online, and those of the other lines that mean something
     * here (show_stat, fs/proc/stat.c); nothing while there is no kernel.
     */
    public String stat(long now) {
        Kernel kernel = guest.kernel();
        if (kernel == null) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("cpu  ").append(total(now).text()).append('\n');
        long switches = 0;
        int running = 0;
        for (Cpu cpu : kernel.cpus) {
            if (cpu.isOnline()) {
                text.append("cpu").append(cpu.number).append(' ');
                text.append(cpu(cpu.number, now).text()).append('\n');
            }
            switches += cpu.contextSwitches;
            running += cpu.running();
        }
        return text.append("ctxt ")
                .append(switches)
                .append("\nbtime ")
                .append((kernel.timekeeper.realTime(now) - Accounting.toPicoseconds(kernel.timekeeper.monotonic(now)))
                        / PICOSECONDS_PER_SECOND)
                .append("\nprocesses ")
                .append(kernel.tasks.length)
                .append("\nprocs_running ")
                .append(running)
                .append("\nprocs_blocked 0\n")
                .toString();
    }

    /**
     * /proc/PID/stat of a process.
     *
     * <p>As in the kernel, looking makes the shown times a lower bound for later looks.
     *
     * @param process its place in {@link GuestSpec#processes}
     */
    public PidStat process(int process, long now) {
        Kernel kernel = guest.kernel();
        if (kernel == null) {
            throw new IllegalStateException("guest " + guest.spec().name() + " has no kernel that runs processes");
        }
        return kernel.lookAt(process, now).adjusted();
    }
}
