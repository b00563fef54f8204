package org.foliot.run.scenes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.hypervisor.arm64.KvmOptions;
import org.foliot.hypervisor.kvm.Kvm;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.memory.userspace.UserspaceMemoryOptions;
import org.foliot.scheduler.eevdf.EevdfOptions;
import org.foliot.scheduler.eevdf.EevdfScheduler;

/** Extensions that work until they do one thing wrong. */
public final class Faulty {
    private Faulty() {}

    /** Goes as deep as there are numbers, which no stack is. */
    public static int forEver(int depth) {
        return depth < 0 ? 0 : 1 + forEver(depth + 1);
    }

    /** What a call of a contract is replaced by; the arguments are those of the call. */
    public interface Instead {
        Object answer(Object real, Object[] arguments) throws Throwable;
    }

    /** An object of an interface that behaves as another one, but for one method. */
    @SuppressWarnings("unchecked")
    private static <T> T wrapped(Class<T> type, T real, String method, Instead instead) {
        return (T) Proxy.newProxyInstance(
                Faulty.class.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    Object answer;
                    try {
                        answer = called.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    return called.getName().equals(method) ? instead.answer(answer, arguments) : answer;
                });
    }

    /** EEVDF, one method of whose run queues does something else. */
    public static HostScheduler<EevdfOptions> scheduler(String method, Instead instead) {
        return new HostScheduler<>() {
            private final EevdfScheduler real = new EevdfScheduler();

            @Override
            public Class<EevdfOptions> optionsType() {
                return real.optionsType();
            }

            @Override
            public boolean isBuiltInto(KernelRelease release) {
                return real.isBuiltInto(release);
            }

            @Override
            public RunQueues create(EevdfOptions options, SchedulerHost host) {
                return wrapped(RunQueues.class, real.create(options, host), method, instead);
            }
        };
    }

    /** EEVDF, which gives the rest of the scheduler to whoever wants to misuse it, at every pick. */
    public static HostScheduler<EevdfOptions> schedulerOnHost(BiConsumer<SchedulerHost, Long> misuse) {
        return new HostScheduler<>() {
            private final EevdfScheduler real = new EevdfScheduler();

            @Override
            public Class<EevdfOptions> optionsType() {
                return real.optionsType();
            }

            @Override
            public boolean isBuiltInto(KernelRelease release) {
                return real.isBuiltInto(release);
            }

            @Override
            public RunQueues create(EevdfOptions options, SchedulerHost host) {
                return wrapped(RunQueues.class, real.create(options, host), "pick", (answer, arguments) -> {
                    misuse.accept(host, (Long) arguments[1]);
                    return answer;
                });
            }
        };
    }

    /** KVM whose component itself answers one call in another way. */
    @SuppressWarnings("unchecked")
    public static Hypervisor<KvmOptions> component(String method, Instead instead) {
        return wrapped(Hypervisor.class, new Kvm(), method, instead);
    }

    /** KVM, which misuses its host whenever a vCPU is loaded. */
    public static Hypervisor<KvmOptions> hypervisorOnHost(Consumer<VmHost> misuse) {
        return hypervisor((real, host) -> wrapped(VirtualMachine.class, real, "vcpuLoad", (answer, arguments) -> {
            misuse.accept(host);
            return answer;
        }));
    }

    /** KVM, whose virtual clock does something else. */
    public static Hypervisor<KvmOptions> clock(String method, Instead instead) {
        return hypervisor(
                "clock", (real, arguments) -> wrapped(VirtualClock.class, (VirtualClock) real, method, instead));
    }

    /** The userspace strategy, one method of whose memory does something else. */
    public static MemoryStrategy<UserspaceMemoryOptions> strategy(String method, Instead instead) {
        return new MemoryStrategy<>() {
            private final UserspaceMemory real = new UserspaceMemory();

            @Override
            public Class<UserspaceMemoryOptions> optionsType() {
                return real.optionsType();
            }

            @Override
            public StealMemory open(UserspaceMemoryOptions options, HostFacts host, GuestMemory memory, Demand demand) {
                return wrapped(StealMemory.class, real.open(options, host, memory, demand), method, instead);
            }
        };
    }

    /** KVM, one method of whose VMs does something else. */
    public static Hypervisor<KvmOptions> hypervisor(String method, Instead instead) {
        return hypervisor((real, host) -> wrapped(VirtualMachine.class, real, method, instead));
    }

    /** KVM, whose VMs are something else. */
    public static Hypervisor<KvmOptions> hypervisor(BiFunction<VirtualMachine, VmHost, VirtualMachine> instead) {
        return new Hypervisor<>() {
            private final Kvm real = new Kvm();

            @Override
            public Class<KvmOptions> optionsType() {
                return real.optionsType();
            }

            @Override
            public Set<String> abis() {
                return real.abis();
            }

            @Override
            public int structureSize() {
                return real.structureSize();
            }

            @Override
            public int structureAlignment() {
                return real.structureAlignment();
            }

            @Override
            public VirtualMachine create(KvmOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
                return instead.apply(real.create(options, host, vm, memory), vm);
            }
        };
    }
}
