package org.foliot.run.scenes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.Action;
import org.foliot.program.Condition;
import org.foliot.program.Erratum;
import org.foliot.program.Expectation;
import org.foliot.program.Expression;
import org.foliot.program.ExtensionUse;
import org.foliot.program.GroupDescription;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.ProcessDescription;
import org.foliot.program.ProcessorIdentity;
import org.foliot.program.Program;
import org.foliot.program.Source;
import org.foliot.program.SubjectRef;
import org.foliot.program.TaskDescription;
import org.foliot.program.ThreadTraits;
import org.foliot.program.Trigger;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/** Writes programs in few lines, with the defaults that the language has. */
public final class Scene {
    private final List<Erratum> errata = new ArrayList<>();
    private final List<HostDescription> hosts = new ArrayList<>();
    private final List<GuestDescription> guests = new ArrayList<>();
    private final List<Action> timeline = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private int line = 1;

    public static ThreadTraits on(Integer... cpus) {
        return new ThreadTraits(List.of(cpus), Optional.empty(), 0, Policy.OTHER, 0, Optional.empty());
    }

    public static ThreadTraits in(String group) {
        return new ThreadTraits(List.of(), Optional.of(group), 0, Policy.OTHER, 0, Optional.empty());
    }

    public static TaskDescription busy(String name, ThreadTraits traits) {
        return new TaskDescription(name, traits, new Behaviour.Busy(), true);
    }

    private Source here(String text) {
        return new Source("scene.foliot", line++, 1, text);
    }

    private ExtensionUse use(ExtensionKind kind, String id, String... settings) {
        TreeMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new ExtensionUse(kind, id, map, here(kind.word() + " " + id));
    }

    /** Declares an erratum. */
    public Scene erratum(Erratum erratum) {
        errata.add(erratum);
        return this;
    }

    /** A host to be refined before it is added. */
    public final class HostBuilder {
        private final String name;
        private int cpus = 1;
        private String counter = "100 MHz";
        private String release = "6.12";
        private String memory = "64 GiB";
        private ProcessorIdentity processor = ProcessorIdentity.DEFAULT;
        private ExtensionUse hypervisor = use(ExtensionKind.HYPERVISOR, "kvm");
        private Optional<ExtensionUse> scheduler = Optional.empty();
        private final List<GroupDescription> groups = new ArrayList<>();
        private final List<TaskDescription> tasks = new ArrayList<>();

        HostBuilder(String name) {
            this.name = name;
        }

        public HostBuilder cpus(int number) {
            cpus = number;
            return this;
        }

        public HostBuilder counter(String frequency) {
            counter = frequency;
            return this;
        }

        public HostBuilder kernel(String text) {
            release = text;
            return this;
        }

        public HostBuilder memory(String size) {
            memory = size;
            return this;
        }

        public HostBuilder processor(ProcessorIdentity identity) {
            processor = identity;
            return this;
        }

        public HostBuilder hypervisor(String id, String... settings) {
            hypervisor = use(ExtensionKind.HYPERVISOR, id, settings);
            return this;
        }

        public HostBuilder scheduler(String id, String... settings) {
            scheduler = Optional.of(use(ExtensionKind.HOST_SCHEDULER, id, settings));
            return this;
        }

        public HostBuilder group(String group, String quota, String period) {
            groups.add(new GroupDescription(
                    group,
                    Optional.empty(),
                    100,
                    Optional.of(new GroupDescription.Quota(Duration.parse(quota), Duration.parse(period))),
                    Duration.ZERO,
                    false,
                    false));
            return this;
        }

        public HostBuilder session(String name) {
            groups.add(new GroupDescription(name, Optional.empty(), 100, Optional.empty(), Duration.ZERO, false, true));
            return this;
        }

        public HostBuilder task(TaskDescription task) {
            tasks.add(task);
            return this;
        }

        public HostBuilder hog() {
            return task(busy("hog", on()));
        }

        public Scene add() {
            KernelRelease kernel = KernelRelease.parse(release);
            HostFacts facts = new HostFacts(
                    name,
                    kernel,
                    OptionSchema.of(HostKernelOptions.class).instantiate(Map.of(), kernel),
                    cpus,
                    Frequency.parse(counter),
                    Frequency.parse("2 GHz"),
                    ByteSize.parse("4 KiB"));
            hosts.add(new HostDescription(
                    facts,
                    ByteSize.parse(memory),
                    IntStream.range(0, cpus).mapToObj(c -> processor).toList(),
                    hypervisor,
                    scheduler,
                    groups,
                    tasks,
                    here("host " + name)));
            return Scene.this;
        }
    }

    /** A guest to be refined before it is added. */
    public final class GuestBuilder {
        private final String name;
        private final String host;
        private final List<GuestDescription.Vcpu> vcpus = new ArrayList<>();
        private final List<ProcessDescription> processes = new ArrayList<>();
        private final TreeMap<String, String> kernel = new TreeMap<>();
        private String release = "6.12";
        private Optional<ExtensionUse> pvtime = Optional.of(use(ExtensionKind.MEMORY_STRATEGY, "userspace"));
        private boolean started = true;
        private String memory = "1 GiB";
        private final TreeMap<ProcessorFeatures.Field, Integer> features = new TreeMap<>();
        private List<Implementation> targets = List.of();
        private Optional<FirmwareOptions> firmware = Optional.empty();

        GuestBuilder(String name, String host) {
            this.name = name;
            this.host = host;
        }

        public GuestBuilder vcpu(ThreadTraits traits) {
            vcpus.add(new GuestDescription.Vcpu(traits, true));
            return this;
        }

        public GuestBuilder absentVcpu() {
            return absentVcpu(on());
        }

        public GuestBuilder absentVcpu(ThreadTraits traits) {
            vcpus.add(new GuestDescription.Vcpu(traits, false));
            return this;
        }

        public GuestBuilder pvtime(String id, String... settings) {
            pvtime = id == null ? Optional.empty() : Optional.of(use(ExtensionKind.MEMORY_STRATEGY, id, settings));
            return this;
        }

        public GuestBuilder kernel(String text, String... settings) {
            release = text;
            for (int i = 0; i < settings.length; i += 2) {
                kernel.put(settings[i], settings[i + 1]);
            }
            return this;
        }

        public GuestBuilder firmware(String... settings) {
            TreeMap<String, String> map = new TreeMap<>();
            for (int i = 0; i < settings.length; i += 2) {
                map.put(settings[i], settings[i + 1]);
            }
            firmware =
                    Optional.of(OptionSchema.of(FirmwareOptions.class).instantiate(map, KernelRelease.parse(release)));
            return this;
        }

        public GuestBuilder memory(String size) {
            memory = size;
            return this;
        }

        public GuestBuilder process(String process, Behaviour behaviour) {
            processes.add(new ProcessDescription(process, process, List.of(), 0, behaviour, false, true));
            return this;
        }

        public GuestBuilder feature(ProcessorFeatures.Field field, int value) {
            features.put(field, value);
            return this;
        }

        public GuestBuilder targets(ProcessorIdentity... processors) {
            targets = Arrays.stream(processors)
                    .map(ProcessorIdentity::implementation)
                    .toList();
            return this;
        }

        public GuestBuilder idle() {
            started = false;
            return this;
        }

        public Scene add() {
            if (vcpus.isEmpty()) {
                vcpu(on());
            }
            KernelRelease kernelRelease = KernelRelease.parse(release);
            guests.add(new GuestDescription(
                    name,
                    host,
                    vcpus,
                    List.of(new MemoryRegion(
                            "ram", Address.parse("0x40000000"), ByteSize.parse(memory), MemoryRegion.Kind.RAM, true)),
                    pvtime,
                    features,
                    targets,
                    firmware,
                    kernelRelease,
                    OptionSchema.of(GuestKernelOptions.class).instantiate(kernel, kernelRelease),
                    processes,
                    started,
                    here("guest " + name)));
            return Scene.this;
        }
    }

    public HostBuilder host(String name) {
        return new HostBuilder(name);
    }

    public GuestBuilder guest(String name, String host) {
        return new GuestBuilder(name, host);
    }

    /** A reference such as {@code web}, {@code web.vcpu[0]}, {@code src.cpu[1]}, {@code src.hog}. */
    public SubjectRef ref(String path) {
        int dot = path.indexOf('.');
        String owner = dot < 0 ? path : path.substring(0, dot);
        String name = dot < 0 ? "" : path.substring(dot + 1);
        boolean isHost = hosts.stream().anyMatch(h -> h.name().equals(owner));
        if (name.startsWith("vcpu[") || name.startsWith("cpu[")) {
            int number = Integer.parseInt(name.substring(name.indexOf('[') + 1, name.length() - 1));
            return SubjectRef.numbered(isHost ? Subject.CPU : Subject.VCPU, owner, number);
        } else if (name.isEmpty()) {
            return new SubjectRef(isHost ? Subject.HOST : Subject.GUEST, owner, "");
        } else if (!isHost) {
            return new SubjectRef(Subject.PROCESS, owner, name);
        }
        boolean group = hosts.stream().filter(h -> h.name().equals(owner)).anyMatch(h -> h.groups().stream()
                .anyMatch(g -> g.name().equals(name)));
        return new SubjectRef(group ? Subject.GROUP : Subject.TASK, owner, name);
    }

    /** The present value of a metric such as {@code web.vcpu[0].stolen}. */
    public Expression read(String path) {
        int dot = path.lastIndexOf('.');
        SubjectRef subject = ref(path.substring(0, dot));
        return new Expression.Reading(
                subject, Metrics.find(subject.kind(), path.substring(dot + 1)).orElseThrow());
    }

    public static Expression time(String duration) {
        return new Expression.Constant(Duration.parse(duration).picoseconds());
    }

    public static Condition compare(Expression left, Condition.Relation relation, Expression right) {
        return new Condition.Comparison(relation, left, right);
    }

    public static Condition near(String tolerance, Expression left, Expression right) {
        return new Condition.Near(time(tolerance), left, right);
    }

    /** An event at an instant; arguments are prepositions and values in turn, settings end in a colon. */
    public Scene at(String instant, String verb, String target, Object... arguments) {
        return event(new Trigger.At(Duration.parse(instant)), verb, target, arguments);
    }

    public Scene when(Condition condition, String verb, String target, Object... arguments) {
        return event(new Trigger.When(condition), verb, target, arguments);
    }

    public Scene every(String period, String from, String verb, String target, Object... arguments) {
        return event(
                new Trigger.Every(Duration.parse(period), Duration.parse(from), Optional.empty()),
                verb,
                target,
                arguments);
    }

    private Scene event(Trigger trigger, String verb, String target, Object... arguments) {
        TreeMap<String, Object> values = new TreeMap<>();
        TreeMap<String, String> settings = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = (String) arguments[i];
            if (name.endsWith(":")) {
                settings.put(name.substring(0, name.length() - 1), (String) arguments[i + 1]);
            } else {
                values.put(name, arguments[i + 1]);
            }
        }
        timeline.add(new Action(trigger, verb, List.of(ref(target)), values, settings, here(verb + " " + target)));
        return this;
    }

    public Scene always(Condition condition) {
        expectations.add(new Expectation.Always(condition, here("always")));
        return this;
    }

    public Scene atEnd(Condition condition) {
        expectations.add(new Expectation.At(Optional.empty(), condition, here("at end")));
        return this;
    }

    public Scene atInstant(String instant, Condition condition) {
        expectations.add(new Expectation.At(Optional.of(Duration.parse(instant)), condition, here("at " + instant)));
        return this;
    }

    public Scene expect(Expectation expectation) {
        expectations.add(expectation);
        return this;
    }

    public Scene after(String verb, String target, Condition condition) {
        return expect(new Expectation.After(
                verb, Optional.of(ref(target)), condition, Optional.empty(), here("after " + verb)));
    }

    public Scene rejected(String verb, String target, String reason) {
        return expect(new Expectation.Rejected(
                verb, Optional.of(ref(target)), Optional.of(reason), here(verb + " rejected because " + reason)));
    }

    /** All times of a vCPU add up to the time since its guest was started, always. */
    public Scene conserves(String vcpu) {
        Expression sum = new Expression.Aggregate(
                Expression.Function.SUM,
                Arrays.asList("running", "waiting", "idle", "in_host", "paused", "offline").stream()
                        .map(m -> read(vcpu + "." + m))
                        .toList());
        return always(compare(sum, Condition.Relation.EQUAL, read(vcpu.substring(0, vcpu.indexOf('.')) + ".elapsed")));
    }

    public Program until(String end) {
        return new Program(
                "scene",
                Optional.empty(),
                "",
                new TreeMap<>(),
                errata,
                hosts,
                guests,
                timeline,
                Duration.parse(end),
                expectations);
    }
}
