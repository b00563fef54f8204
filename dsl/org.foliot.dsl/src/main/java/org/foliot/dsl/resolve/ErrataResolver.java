package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Affected;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.Erratum;
import org.foliot.dsl.foliot.Exclusion;
import org.foliot.dsl.foliot.MidrRange;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Spared;
import org.foliot.dsl.foliot.Workaround;
import org.foliot.dsl.resource.ImportedFiles;

/** Works out which errata there are. */
final class ErrataResolver {
    private final Values values;
    private final Findings findings;

    ErrataResolver(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    /** All errata that a file can see, by name: its own and imported ones. */
    Map<String, ResolvedErratum> resolve(ScenarioFile file) {
        Map<String, ResolvedErratum> errata = new LinkedHashMap<>();
        for (ScenarioFile visible : ImportedFiles.visibleFrom(file)) {
            for (Element element : visible.getElements()) {
                if (element instanceof Erratum erratum && erratum.getName() != null) {
                    errata.putIfAbsent(erratum.getName(), resolve(erratum));
                }
            }
        }
        return errata;
    }

    private ResolvedErratum resolve(Erratum erratum) {
        SortedSet<String> excluded = new TreeSet<>();
        Refinement.find(erratum.getTraits(), Exclusion.class).ifPresent(exclusion -> {
            for (Erratum other : exclusion.getOthers()) {
                if (other == erratum) {
                    findings.error(
                            Codes.IDENTITY,
                            exclusion,
                            "erratum " + erratum.getName() + " excludes itself",
                            "name the errata whose workarounds do not go together with this one's");
                } else if (!other.eIsProxy() && other.getName() != null) {
                    excluded.add(other.getName());
                }
            }
        });
        return new ResolvedErratum(
                erratum.getName(),
                Refinement.find(erratum.getTraits(), Affected.class)
                        .map(a -> ranges(a.getRanges()))
                        .orElse(List.of()),
                Refinement.find(erratum.getTraits(), Spared.class)
                        .map(a -> ranges(a.getRanges()))
                        .orElse(List.of()),
                Refinement.find(erratum.getTraits(), Workaround.class).map(Workaround::getWhat),
                excluded);
    }

    private List<ResolvedErratum.MidrRange> ranges(List<MidrRange> statements) {
        List<ResolvedErratum.MidrRange> ranges = new ArrayList<>();
        statements.forEach(s -> range(s).ifPresent(ranges::add));
        return ranges;
    }

    private Optional<ResolvedErratum.MidrRange> range(MidrRange statement) {
        OptionalLong first = values.integer(statement.getFirst(), "MIDR_EL1", 0, Identities.LARGEST_MIDR);
        OptionalLong last = statement.getLast() == null
                ? first
                : values.integer(statement.getLast(), "MIDR_EL1", 0, Identities.LARGEST_MIDR);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        if (!Implementation.isSameModel(first.getAsLong(), last.getAsLong())) {
            findings.error(
                    Codes.IDENTITY,
                    statement,
                    Identities.hex(first.getAsLong()) + " and " + Identities.hex(last.getAsLong())
                            + " are two models of processors",
                    "a range is of revisions of one model: implementer, architecture and part are the same");
            return Optional.empty();
        } else if (!Implementation.isInRange(last.getAsLong(), first.getAsLong(), last.getAsLong())) {
            findings.error(
                    Codes.RANGE_EMPTY,
                    statement,
                    "there is no revision from " + Identities.hex(first.getAsLong()) + " to "
                            + Identities.hex(last.getAsLong()),
                    "the lower revision comes first");
            return Optional.empty();
        }
        return Optional.of(new ResolvedErratum.MidrRange(first.getAsLong(), last.getAsLong()));
    }
}
