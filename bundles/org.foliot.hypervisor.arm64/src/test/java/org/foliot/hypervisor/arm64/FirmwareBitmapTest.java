package org.foliot.hypervisor.arm64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.arm64.FirmwareBitmap.STD_HYP;

import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmwareBitmapTest {
    @ParameterizedTest(name = "present {0}, known {1}, value {2}, run {3}: {4}")
    @CsvSource({
        "true,  true,  0, false, OK",
        "true,  true,  1, false, OK",
        "true,  true,  2, false, EINVAL",
        "true,  true,  3, false, EINVAL",
        "true,  true, -1, true,  EINVAL",
        "true,  true,  0, true,  EBUSY",
        "true,  true,  1, true,  OK",
        "true,  false, 0, false, ENOENT",
        "true,  false, 2, true,  ENOENT",
        "false, true,  0, false, ENOENT",
        "false, true,  1, true,  ENOENT",
    })
    void aWriteIsCheckedInTheOrderOfTheKernel(
            boolean present, boolean known, long value, boolean hasRun, String expected) {
        FirmwareBitmap bitmap = new FirmwareBitmap(present, false);
        int error = bitmap.set(known ? STD_HYP : STD_HYP + 1, value, hasRun);
        assertThat(Errno.name(error)).isEqualTo(expected);
        assertThat(bitmap.services()).isEqualTo(error == Errno.OK ? value : 1);
    }

    @Test
    void itReadsWhatWasWritten() {
        FirmwareBitmap bitmap = new FirmwareBitmap(true, false);
        assertThat(bitmap.get(STD_HYP)).isEqualTo(AttributeValue.of(1));
        bitmap.set(STD_HYP, 0, false);
        assertThat(bitmap.get(STD_HYP)).isEqualTo(AttributeValue.of(0));
        assertThat(bitmap.pvTime()).isFalse();
    }

    @Test
    void aKernelWithoutItGivesEveryGuestTheCalls() {
        FirmwareBitmap bitmap = new FirmwareBitmap(false, false);
        assertThat(bitmap.get(STD_HYP)).isEqualTo(AttributeValue.refused(Errno.ENOENT));
        assertThat(bitmap.pvTime()).isTrue();
    }

    @Test
    void otherRegistersOfItsKindAreNotOurs() {
        FirmwareBitmap bitmap = new FirmwareBitmap(true, false);
        for (long register : new long[] {STD_HYP - 1, STD_HYP + 1, STD_HYP + 2, 0}) {
            assertThat(bitmap.get(register)).isEqualTo(AttributeValue.refused(Errno.ENOENT));
        }
    }
}
