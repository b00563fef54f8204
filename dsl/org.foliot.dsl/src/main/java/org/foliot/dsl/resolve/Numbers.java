package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.eclipse.emf.ecore.EObject;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Bound;
import org.foliot.dsl.foliot.Range;
import org.foliot.dsl.foliot.Ranges;
import org.foliot.dsl.foliot.Selector;

/** Reads lists of processor and instance numbers such as {@code 0..1, 3}. */
final class Numbers {
    private final Parameters parameters;
    private final Findings findings;

    Numbers(Parameters parameters, Findings findings) {
        this.parameters = parameters;
        this.findings = findings;
    }

    /**
     * The numbers of a list, ascending; those that do not exist are reported and left out.
     *
     * @param count how many there are: 0 to count − 1 exist
     * @param code code of the error when one does not exist
     * @param what what is numbered, for example {@code CPU}
     * @param owner whose they are
     */
    List<Integer> read(Ranges ranges, int count, String code, String what, String owner) {
        TreeSet<Integer> numbers = new TreeSet<>();
        if (ranges != null) {
            for (Range range : ranges.getRanges()) {
                read(range, count, code, what, owner, numbers);
            }
        }
        return List.copyOf(numbers);
    }

    private void read(Range range, int count, String code, String what, String owner, TreeSet<Integer> numbers) {
        OptionalLong first = number(range.getFirst());
        OptionalLong last = range.getLast() == null ? first : number(range.getLast());
        if (first.isEmpty() || last.isEmpty()) {
            return;
        }
        if (first.getAsLong() > last.getAsLong()) {
            findings.error(
                    Codes.RANGE_EMPTY,
                    range,
                    "the range from " + first.getAsLong() + " to " + last.getAsLong() + " is empty",
                    "write the smaller number first");
            return;
        }
        if (last.getAsLong() >= count) {
            boolean both = first.getAsLong() < count;
            EObject at = both && range.getLast() != null ? range.getLast() : range;
            findings.error(
                    code,
                    at,
                    owner + " has no " + what + " " + (both ? last.getAsLong() : first.getAsLong()),
                    count == 1 ? "it has one " + what + ", number 0" : "it has " + count + ", 0 to " + (count - 1));
        }
        for (long n = first.getAsLong(); n <= last.getAsLong() && n < count; n++) {
            numbers.add((int) n);
        }
    }

    private OptionalLong number(Bound bound) {
        if (bound == null) {
            return OptionalLong.empty();
        }
        Optional<Literal> literal = bound.getParameter() != null
                ? bound.getParameter().eIsProxy() ? Optional.empty() : parameters.literal(bound.getParameter())
                : Optional.ofNullable(bound.getNumber())
                        .map(n -> new Literal(Literal.Kind.NUMBER, n, Optional.empty()));
        if (literal.isEmpty()) {
            return OptionalLong.empty();
        }
        String text = literal.get().text();
        if (!literal.get().isBare() || !text.matches("[0-9][0-9_]{0,9}")) {
            findings.error(
                    Codes.VALUE_KIND,
                    bound,
                    Values.shortened(literal.get().subject()) + " is not a number of a processor or instance",
                    "these are whole numbers from 0");
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text.replace("_", "")));
    }

    /** The numbers that a selector selects of so many; all of them for {@code *}. */
    List<Integer> read(Selector selector, int count, String code, String what, String owner) {
        if (selector == null || selector.isAll()) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(i);
            }
            return all;
        }
        return read(selector.getRanges(), count, code, what, owner);
    }
}
