package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Errata;
import org.foliot.dsl.foliot.Erratum;
import org.foliot.dsl.foliot.Features;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.HostMember;
import org.foliot.dsl.foliot.IdRegister;
import org.foliot.dsl.foliot.OptionBlock;
import org.foliot.dsl.foliot.ProcessorTrait;
import org.foliot.dsl.foliot.Processors;
import org.foliot.dsl.messages.Spelling;

/** Works out the identity of each processor of a host, and reports registers that contradict each other. */
final class Identities {
    /** MIDR_EL1 has 32 bits that mean something. */
    static final long LARGEST_MIDR = 0xffff_ffffL;

    private static final OptionSchema<ProcessorFeatures> FEATURES = OptionSchema.of(ProcessorFeatures.class);
    private static final List<String> REGISTERS = List.of("midr", "revidr", "aidr");

    /** MIDR_EL1.Architecture: the identification registers say it; all of Armv8 and later (Arm ARM D19.2). */
    private static final long ARCHITECTURE = 0xf_0000L;

    private final Values values;
    private final Options options;
    private final Numbers numbers;
    private final Map<String, ResolvedErratum> errata;
    private final Findings findings;

    Identities(
            Values values, Options options, Numbers numbers, Map<String, ResolvedErratum> errata, Findings findings) {
        this.values = values;
        this.options = options;
        this.numbers = numbers;
        this.errata = errata;
        this.findings = findings;
    }

    /** What has been said of a processor, and where that was said last; errata are those that are named. */
    private record Draft(CpuIdentity said, EObject where) {}

    /** The identity of each processor, by number. */
    List<CpuIdentity> resolve(Host host, Collection<HostMember> members, int cpus) {
        List<Draft> drafts = new ArrayList<>(Collections.nCopies(cpus, new Draft(Defaults.IDENTITY, host)));
        for (HostMember member : members) {
            if (member instanceof Processors processors) {
                List<Integer> which = processors.getCpus() == null
                        ? null
                        : numbers.read(processors.getCpus(), cpus, Codes.CPU_UNKNOWN, "CPU", "host " + host.getName());
                for (int cpu = 0; cpu < cpus; cpu++) {
                    if (which == null || which.contains(cpu)) {
                        drafts.set(
                                cpu,
                                new Draft(refined(processors, drafts.get(cpu).said()), processors));
                    }
                }
            }
        }
        Map<Draft, CpuIdentity> checked = new HashMap<>();
        return drafts.stream()
                .map(d -> checked.computeIfAbsent(d, this::checked))
                .toList();
    }

    /** Fields that a block sets. */
    static SortedMap<ProcessorFeatures.Field, Integer> fields(Options options, OptionBlock block) {
        SortedMap<ProcessorFeatures.Field, Integer> fields = new TreeMap<>();
        options.read(block, FEATURES, "features")
                .forEach((name, text) ->
                        fields.put(ProcessorFeatures.Field.of(name), ((Number) FEATURES.parse(name, text)).intValue()));
        return fields;
    }

    private CpuIdentity refined(Processors processors, CpuIdentity before) {
        long midr = before.implementation().midr();
        long revidr = before.implementation().revidr();
        long aidr = before.implementation().aidr();
        ProcessorFeatures features = before.features();
        SortedSet<String> named = before.errata();
        for (ProcessorTrait trait : processors.getTraits()) {
            if (trait instanceof Errata list) {
                named = names(list);
            } else if (trait instanceof Features block) {
                features = features.with(fields(options, block.getOptions()));
            } else if (trait instanceof IdRegister register && register.getName() != null) {
                switch (register.getName()) {
                    case "midr" -> midr = midr(register);
                    case "revidr" -> revidr = register(register);
                    case "aidr" -> aidr = register(register);
                    default ->
                        findings.error(
                                Codes.WORD_UNKNOWN,
                                register,
                                FoliotPackage.Literals.ID_REGISTER__NAME,
                                "there is no identification register " + register.getName(),
                                Spelling.remedy(register.getName(), REGISTERS, "registers"),
                                Spelling.nearest(register.getName(), REGISTERS));
                }
            }
        }
        return new CpuIdentity(new Implementation(midr, revidr, aidr), features, named);
    }

    private long midr(IdRegister register) {
        OptionalLong value = values.integer(register.getValue(), register.getName(), 0, LARGEST_MIDR);
        if (value.isPresent() && (value.getAsLong() & ARCHITECTURE) != ARCHITECTURE) {
            findings.error(
                    Codes.IDENTITY,
                    register.getValue(),
                    hex(value.getAsLong()) + " is no processor of this architecture",
                    "bits 19 to 16 of MIDR_EL1 are 0xf from Armv8 on, as in " + hex(value.getAsLong() | ARCHITECTURE));
        }
        return value.orElse(Defaults.IDENTITY.implementation().midr());
    }

    private long register(IdRegister register) {
        // Registers of 64 bits are written in hexadecimal, so the sign bit is a bit like any other.
        return values.integer(register.getValue(), register.getName(), Long.MIN_VALUE, Long.MAX_VALUE)
                .orElse(0);
    }

    private static SortedSet<String> names(Errata list) {
        SortedSet<String> names = new TreeSet<>();
        for (Erratum erratum : list.getKnown()) {
            if (!erratum.eIsProxy() && erratum.getName() != null) {
                names.add(erratum.getName());
            }
        }
        return names;
    }

    /** With the errata that MIDR_EL1 tells, once nothing more is said about the processor. */
    private CpuIdentity checked(Draft draft) {
        CpuIdentity said = draft.said();
        long midr = said.implementation().midr();
        SortedSet<String> all = new TreeSet<>(said.errata());
        for (ResolvedErratum erratum : errata.values()) {
            if (erratum.affects(midr)) {
                all.add(erratum.name());
            } else if (said.errata().contains(erratum.name()) && erratum.isToldByMidr()) {
                findings.error(
                        Codes.IDENTITY,
                        draft.where(),
                        "a processor with MIDR_EL1 " + hex(midr) + " does not have erratum " + erratum.name(),
                        "erratum " + erratum.name() + " says which processors it affects; take it out of errata, or"
                                + " change one of the two");
            }
        }
        if (said.features().sveVersion() > 0 && said.features().sve() == 0) {
            findings.error(
                    Codes.IDENTITY,
                    draft.where(),
                    "a processor without SVE has no version of it",
                    "ID_AA64ZFR0_EL1.SVEver is 0 where ID_AA64PFR0_EL1.SVE is 0: write sve 1, or sve_version 0");
        }
        return new CpuIdentity(said.implementation(), said.features(), all);
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
