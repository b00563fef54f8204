package org.foliot.compiler;

import java.util.List;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.compiler.Compiler.Sources;
import org.foliot.dsl.resolve.CpuIdentity;
import org.foliot.dsl.resolve.ExtensionChoice;
import org.foliot.dsl.resolve.ResolvedHost;
import org.foliot.dsl.resolve.ResolvedHost.ResolvedGroup;
import org.foliot.dsl.resolve.ResolvedHost.ResolvedTask;
import org.foliot.dsl.resolve.Starts;
import org.foliot.dsl.resolve.ThreadRules;
import org.foliot.program.ExtensionUse;
import org.foliot.program.GroupDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.ProcessorIdentity;
import org.foliot.program.TaskDescription;
import org.foliot.program.ThreadTraits;

/** Translates hosts. */
final class HostTranslation {
    private static final OptionSchema<HostKernelOptions> KERNEL = OptionSchema.of(HostKernelOptions.class);

    private final Sources sources;

    HostTranslation(Sources sources) {
        this.sources = sources;
    }

    HostDescription translate(ResolvedHost host, Starts starts) {
        HostFacts facts = new HostFacts(
                host.name(),
                host.kernel().release(),
                KERNEL.instantiate(host.kernel().settings(), host.kernel().release()),
                host.cpus(),
                host.counter(),
                host.counterError(),
                host.clock(),
                host.page(),
                common(host.identities()));
        return new HostDescription(
                facts,
                host.memory(),
                host.identities().stream().map(HostTranslation::identity).toList(),
                extension(host.hypervisor(), sources),
                host.scheduler().map(s -> extension(s, sources)),
                host.groups().stream().map(HostTranslation::group).toList(),
                host.tasks().stream().map(t -> task(host.name(), t, starts)).toList(),
                sources.of(host.declaration()));
    }

    static ExtensionUse extension(ExtensionChoice choice, Sources sources) {
        return new ExtensionUse(choice.kind(), choice.id(), choice.settings(), sources.of(choice.source()));
    }

    static ThreadTraits traits(ThreadRules rules) {
        return new ThreadTraits(
                rules.cpus(), rules.group(), rules.nice(), rules.policy(), rules.priority(), rules.slice());
    }

    private static ProcessorFeatures common(List<CpuIdentity> processors) {
        ProcessorFeatures common = processors.get(0).features();
        for (CpuIdentity processor : processors) {
            common = common.common(processor.features());
        }
        return common;
    }

    private static ProcessorIdentity identity(CpuIdentity identity) {
        return new ProcessorIdentity(identity.implementation(), identity.features(), identity.errata());
    }

    private static GroupDescription group(ResolvedGroup group) {
        return new GroupDescription(
                group.name(),
                group.parent(),
                group.weight(),
                group.quota()
                        .map(time ->
                                new GroupDescription.Quota(time, group.period().orElseThrow())),
                group.burst(),
                group.idle(),
                group.session());
    }

    private static TaskDescription task(String host, ResolvedTask task, Starts starts) {
        boolean started = starts.atOnce(host + "." + task.name(), task.stopped());
        return new TaskDescription(task.name(), traits(task.rules()), task.behaviour(), started);
    }
}
