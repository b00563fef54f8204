package org.foliot.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;

/** What a guest holds survives being written down. */
class NeedsBytesTest {
    private static GuestNeeds needs(long number, boolean there, List<String> names) {
        Map<String, String> settings = new TreeMap<>();
        names.forEach(name -> settings.put(name, name + "!"));
        return new GuestNeeds(
                new ByteSize(number),
                "kvm",
                new Frequency(number),
                there ? OptionalInt.of((int) number) : OptionalInt.empty(),
                there
                        ? Optional.of(new GuestNeeds.Placement(
                                "userspace", new TreeMap<>(settings), new MemoryStrategy.Demand(4, 64, 64, true)))
                        : Optional.empty(),
                new Implementation(number, 2, 3),
                ProcessorFeatures.DEFAULT.with(Map.of(ProcessorFeatures.Field.ECV, (int) (number % 3))),
                new TreeSet<>(names),
                there,
                there ? List.of(new Implementation(1, 2, number)) : List.of(),
                !there);
    }

    @Property
    void theyComeBack(
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long number,
            @ForAll boolean there,
            @ForAll @Size(max = 4) List<String> names) {
        GuestNeeds needs = needs(number, there, names);

        assertThat(NeedsBytes.read(NeedsBytes.write(needs))).isEqualTo(needs);
    }

    @Example
    void theyAreRefusedWhenSomethingIsMissingOrTooMuch() {
        byte[] bytes = NeedsBytes.write(needs(5, true, List.of("a")));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> NeedsBytes.read(cut));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> NeedsBytes.read(Arrays.copyOf(bytes, bytes.length + 1)));
    }
}
