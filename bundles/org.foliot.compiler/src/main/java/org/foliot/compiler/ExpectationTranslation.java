package org.foliot.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.foliot.compiler.Compiler.Sources;
import org.foliot.dsl.foliot.AfterEvent;
import org.foliot.dsl.foliot.Always;
import org.foliot.dsl.foliot.AtInstant;
import org.foliot.dsl.foliot.Eventually;
import org.foliot.dsl.foliot.Never;
import org.foliot.dsl.foliot.Rejected;
import org.foliot.dsl.foliot.Trend;
import org.foliot.dsl.resolve.ResolvedExpectation;
import org.foliot.program.Expectation;
import org.foliot.program.Expression;
import org.foliot.program.Source;
import org.foliot.program.SubjectRef;

/** Translates expectations; one that speaks of several things, as {@code vcpu[*]} does, may become several. */
final class ExpectationTranslation {
    private final Sources sources;
    private final Claims claims;

    ExpectationTranslation(Sources sources, Claims claims) {
        this.sources = sources;
        this.claims = claims;
    }

    List<Expectation> translate(List<ResolvedExpectation> expectations) {
        List<Expectation> translated = new ArrayList<>();
        expectations.forEach(e -> translate(e, translated));
        return translated;
    }

    private void translate(ResolvedExpectation expectation, List<Expectation> out) {
        org.foliot.dsl.foliot.Expectation declaration = expectation.declaration();
        Source source = sources.of(declaration);
        if (declaration instanceof Always always) {
            always(always, source, out);
        } else if (declaration instanceof Never never) {
            out.add(new Expectation.Never(claims.anyOf(never.getClaim()), source));
        } else if (declaration instanceof Eventually eventually) {
            out.add(new Expectation.Eventually(claims.condition(eventually.getClaim()), expectation.within(), source));
        } else if (declaration instanceof AtInstant at) {
            out.add(new Expectation.At(expectation.time(), claims.condition(at.getClaim()), source));
        } else if (declaration instanceof AfterEvent after) {
            targets(expectation)
                    .forEach(target -> out.add(new Expectation.After(
                            after.getVerb(),
                            target,
                            claims.condition(after.getClaim()),
                            expectation.within(),
                            source)));
        } else {
            Rejected rejected = (Rejected) declaration;
            targets(expectation)
                    .forEach(target -> out.add(new Expectation.Rejected(
                            rejected.getVerb(), target, Optional.ofNullable(rejected.getReason()), source)));
        }
    }

    private void always(Always always, Source source, List<Expectation> out) {
        if (always.getClaim() instanceof Trend trend) {
            Expectation.Direction direction =
                    Expectation.Direction.valueOf(trend.getDirection().toUpperCase(Locale.ROOT));
            for (Expression number : claims.numbers(trend.getNumber())) {
                out.add(new Expectation.Monotonic(direction, number, source));
            }
        } else {
            out.add(new Expectation.Always(claims.condition(always.getClaim()), source));
        }
    }

    private static List<Optional<SubjectRef>> targets(ResolvedExpectation expectation) {
        return expectation.targets().isEmpty()
                ? List.of(Optional.empty())
                : expectation.targets().stream()
                        .map(TimelineTranslation::subject)
                        .map(Optional::of)
                        .toList();
    }
}
