package org.foliot.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.hypervisor.Registers;

/** A guest whose vCPUs work off scripts, compute for ever at their end, and insist on being called as the contract says. */
final class ScriptedGuest implements GuestSystem {
    private enum Verb {
        RUN,
        HALT,
        OFF,
        CALL,
        EXIT,
        KICK,
        POWER_ON,
        RESET
    }

    private record Act(Verb verb, long number) {}

    private final class Cpu {
        final Deque<Act> script = new ArrayDeque<>();
        boolean inside;
        long left = -1;
        long since;
        long wake = NEVER;
        long executed;
        int interrupts;
    }

    private final GuestPlatform platform;
    private final List<Cpu> cpus = new ArrayList<>();
    private final Registers registers = new Registers();
    final List<String> log = new ArrayList<>();

    ScriptedGuest(Vm vm) {
        platform = vm.platform();
        vm.vcpus().forEach(vcpu -> cpus.add(new Cpu()));
    }

    /** Writes the script of a vCPU. */
    final class Script {
        private final Cpu cpu;

        private Script(Cpu cpu) {
            this.cpu = cpu;
        }

        private Script add(Verb verb, long number) {
            cpu.script.add(new Act(verb, number));
            return this;
        }

        Script run(long time) {
            return add(Verb.RUN, time);
        }

        /** WFI with a timer after some time, or without one. */
        Script halt(long time) {
            return add(Verb.HALT, time);
        }

        Script off() {
            return add(Verb.OFF, 0);
        }

        Script call(long function) {
            return add(Verb.CALL, function);
        }

        /** An exit to the VMM, whose thread sleeps for some time. */
        Script exit(long time) {
            return add(Verb.EXIT, time);
        }

        Script kick(int vcpu) {
            return add(Verb.KICK, vcpu);
        }

        Script powerOn(int vcpu) {
            return add(Verb.POWER_ON, vcpu);
        }

        Script reset() {
            return add(Verb.RESET, 0);
        }
    }

    Script on(int vcpu) {
        return new Script(cpus.get(vcpu));
    }

    /** Guest CPU time that a vCPU has got until it last left the guest. */
    long executed(int vcpu) {
        return cpus.get(vcpu).executed;
    }

    int interrupts(int vcpu) {
        return cpus.get(vcpu).interrupts;
    }

    /** Moves the timer of a vCPU, as another clock does. */
    void delayTimer(int vcpu, long time) {
        cpus.get(vcpu).wake += time;
    }

    @Override
    public void powerOn(long now) {
        log.add("power on at " + now);
        cpus.forEach(cpu -> require(!cpu.inside, "power-on inside"));
    }

    @Override
    public long enter(int vcpu, long now) {
        Cpu cpu = cpus.get(vcpu);
        require(!cpu.inside, "enter inside");
        cpu.inside = true;
        cpu.since = now;
        cpu.wake = NEVER;
        return advance(cpu, now);
    }

    @Override
    public long step(int vcpu, long now) {
        Cpu cpu = cpus.get(vcpu);
        require(cpu.inside, "step outside");
        count(cpu, now);
        require(cpu.left == 0, "step before its time");
        return advance(cpu, now);
    }

    @Override
    public long interrupt(int vcpu, long now) {
        Cpu cpu = cpus.get(vcpu);
        require(cpu.inside, "interrupt outside");
        count(cpu, now);
        cpu.interrupts++;
        return advance(cpu, now);
    }

    @Override
    public void exit(int vcpu, long now) {
        Cpu cpu = cpus.get(vcpu);
        require(cpu.inside, "exit outside");
        count(cpu, now);
        cpu.inside = false;
    }

    @Override
    public void clockChanged(long now) {
        require(cpus.stream().noneMatch(cpu -> cpu.inside), "clock changed inside");
        log.add("clock changed at " + now);
    }

    @Override
    public long wakeUp(int vcpu, long now) {
        require(!cpus.get(vcpu).inside, "wake-up inside");
        return Math.max(now, cpus.get(vcpu).wake);
    }

    /** What it saves is how much it had logged. */
    record Page(int lines) implements Saved {}

    @Override
    public Saved save() {
        cpus.forEach(cpu -> require(!cpu.inside, "saved inside"));
        return new Page(log.size());
    }

    @Override
    public void restore(Saved saved) {
        cpus.forEach(cpu -> require(!cpu.inside, "restored inside"));
        log.add("restore " + saved);
    }

    private static void count(Cpu cpu, long now) {
        cpu.executed += now - cpu.since;
        if (cpu.left >= 0) {
            cpu.left -= now - cpu.since;
        }
        cpu.since = now;
    }

    private long advance(Cpu cpu, long now) {
        while (!cpu.script.isEmpty()) {
            Act act = cpu.script.peek();
            if (act.verb() == Verb.RUN && cpu.left != 0) {
                cpu.left = cpu.left < 0 ? act.number() : cpu.left;
                return now + cpu.left;
            }
            cpu.script.remove();
            cpu.left = -1;
            int self = cpus.indexOf(cpu);
            switch (act.verb()) {
                case RUN -> {}
                case HALT -> {
                    cpu.wake = act.number() == NEVER ? NEVER : now + act.number();
                    return HALTED;
                }
                case OFF -> {
                    return OFF;
                }
                case CALL -> platform.hypercall(self, registers.call(act.number(), 0, 0, 0));
                case EXIT -> {
                    platform.exitToVmm(self, act.number());
                    return NEVER;
                }
                case KICK -> platform.kick((int) act.number());
                case POWER_ON -> platform.powerOn((int) act.number());
                case RESET -> platform.systemReset();
            }
        }
        return NEVER;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }
}
