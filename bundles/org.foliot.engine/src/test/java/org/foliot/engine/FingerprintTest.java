package org.foliot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    @Test
    void isWrittenInGroupsWithItsIngredients() {
        Fingerprint fingerprint = new Fingerprint(0x3f9a_1b2c_5d6e_7f80L, FingerprintIngredients.EVENTS);
        assertThat(fingerprint).hasToString("3f9a-1b2c-5d6e-7f80/tks");
        assertThat(new Fingerprint(1, FingerprintIngredients.NONE)).hasToString("0000-0000-0000-0001/");
    }

    @Property
    void survivesTheRoundTripThroughText(@ForAll long hash, @ForAll @IntRange(max = (1 << 26) - 1) int letters) {
        Fingerprint fingerprint = new Fingerprint(hash, new FingerprintIngredients(letters));
        assertThat(Fingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3f9a", "3f9a-1b2c-5d6e-7f80", "3f9a-1b2c-5d6e-7f8g/tks", "3f9a-1b2c-5d6e-7f80/T"})
    void refusesWhatIsNoFingerprint(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage('"' + text + "\" is not a fingerprint such as 3f9a-1b2c-5d6e-7f80/tks");
    }

    @Test
    void ingredientsAreLettersInAnyOrder() {
        assertThat(FingerprintIngredients.parse("skt")).isEqualTo(FingerprintIngredients.EVENTS);
        assertThat(FingerprintIngredients.parse("zatm")).hasToString("tamz");
        assertThat(FingerprintIngredients.EVENTS.contains('k')).isTrue();
        assertThat(FingerprintIngredients.EVENTS.contains('a')).isFalse();
        assertThat(FingerprintIngredients.EVENTS.contains('T')).isFalse();
        assertThatThrownBy(() -> FingerprintIngredients.parse("t1"))
                .hasMessage("a fingerprint ingredient is a letter from a to z, not '1'");
        assertThatThrownBy(() -> FingerprintIngredients.parse("tt"))
                .hasMessage("the fingerprint ingredient t is named twice");
        assertThatThrownBy(() -> new FingerprintIngredients(1 << 26)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isComparableWithTheSameIngredientsOnly() {
        Fingerprint events = new Fingerprint(1, FingerprintIngredients.EVENTS);
        assertThat(events.isComparableWith(new Fingerprint(2, FingerprintIngredients.EVENTS)))
                .isTrue();
        assertThat(events.isComparableWith(new Fingerprint(1, FingerprintIngredients.NONE)))
                .isFalse();
    }

    @Test
    void doesNotChangeFromReleaseToRelease() {
        FingerprintRecorder recorder = new FingerprintRecorder(FingerprintIngredients.parse("tm"));
        assertThat(recorder.fingerprint()).hasToString("0000-0000-0000-0000/tm");
        for (long value = -5; value < 1_000; value++) {
            recorder.add('t', value * value);
            recorder.add('k', value);
            recorder.add('m', -value);
        }
        assertThat(recorder.fingerprint()).hasToString("552c-618d-1736-11e7/tm");
    }

    @Property
    void dependsOnEveryValueAndItsPlace(
            @ForAll List<Long> values, @ForAll @IntRange(max = 100) int place, @ForAll long other) {
        Assume.that(!values.isEmpty());
        int index = place % values.size();
        Assume.that(values.get(index) != other);
        assertThat(hash(values, index, other)).isNotEqualTo(hash(values, -1, 0));
    }

    @Property
    void dependsOnTheOrder(@ForAll long first, @ForAll long second) {
        Assume.that(first != second);
        assertThat(hash(List.of(first, second), -1, 0)).isNotEqualTo(hash(List.of(second, first), -1, 0));
    }

    private static long hash(List<Long> values, int changed, long to) {
        FingerprintRecorder recorder = new FingerprintRecorder(FingerprintIngredients.EVENTS);
        for (int i = 0; i < values.size(); i++) {
            recorder.add('t', i == changed ? to : values.get(i));
        }
        return recorder.fingerprint().hash();
    }

    @Test
    void tellsIngredientsAndNumbersOfZerosApart() {
        Set<Long> hashes = new HashSet<>();
        for (char letter : new char[] {'t', 'k', 's'}) {
            FingerprintRecorder recorder = new FingerprintRecorder(FingerprintIngredients.EVENTS);
            for (int i = 0; i < 100; i++) {
                recorder.add(letter, 0);
                hashes.add(recorder.fingerprint().hash());
            }
        }
        assertThat(hashes).hasSize(300);
    }

    @Property
    void takesAnObservationAsItTakesItsValues(
            @ForAll("ingredients") String ingredients,
            @ForAll @CharRange(from = 'a', to = 'z') char ingredient,
            @ForAll @Size(5) List<Long> values) {
        FingerprintRecorder whole = new FingerprintRecorder(FingerprintIngredients.parse(ingredients));
        FingerprintRecorder parts = new FingerprintRecorder(FingerprintIngredients.parse(ingredients));
        whole.addObservation(values.get(0), values.get(1), values.get(2), ingredient, values.get(3), values.get(4));
        for (int i = 0; i < 5; i++) {
            parts.add(i < 3 ? "tks".charAt(i) : ingredient, values.get(i));
        }
        assertThat(whole.fingerprint()).isEqualTo(parts.fingerprint());
    }

    @Provide
    Arbitrary<String> ingredients() {
        return Arbitraries.of("", "tks", "tksc", "ts", "abcdefghijklmnopqrstuvwxyz", "c");
    }

    @Test
    void ignoresWhatItIsNotMadeOf() {
        FingerprintRecorder recorder = FingerprintRecorder.none();
        recorder.add('t', 1);
        assertThat(recorder.takes('t')).isFalse();
        assertThat(recorder.fingerprint()).isEqualTo(FingerprintRecorder.none().fingerprint());
    }
}
