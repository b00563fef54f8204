package org.foliot.guest;

import java.util.Optional;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.observation.Observations;

/**
 * What runs on the boot vCPU between power-on and the kernel: firmware that may ask for stolen time like any other software,
 * or nothing at all.
 *
 * <p>A choice of ours: firmware speaks the released interface as of the release of the kernel that it starts, and has no tick.
 */
final class Firmware implements Software {
    private static final int NOT_SUPPORTED = -1;

    private final GuestSpec guest;
    private final GuestPlatform platform;
    private final Drivers drivers;
    private final Stages stages;
    private final int boot;
    private final Optional<FirmwareOptions> options;
    private PvTimeDriver driver;
    private boolean begun;
    private boolean executing;
    private long mark;
    private long left;

    Firmware(GuestSpec guest, GuestPlatform platform, Drivers drivers, Stages stages, int boot) {
        this.guest = guest;
        this.platform = platform;
        this.drivers = drivers;
        this.stages = stages;
        this.boot = boot;
        this.options = guest.firmware();
    }

    @Override
    public long enter(int vcpu, long now) {
        if (vcpu != boot) {
            return GuestSystem.OFF;
        }
        executing = true;
        mark = now;
        if (!begun) {
            begun = true;
            options.ifPresent(this::begin);
        }
        return run(now);
    }

    private void begin(FirmwareOptions firmware) {
        observe(GuestStage.FIRMWARE, firmware.pvtime() ? 1 : 0);
        left = firmware.runTime().picoseconds();
        if (firmware.pvtime()) {
            PvTimeDriver found = drivers.stolenTime(new PvTimeDriver.Setup(
                    guest.kernel().release(), PvTimeDriver.Abi.RELEASED, guest.donation(0), boot));
            int result = found.probe() ? found.cpuOnline(boot) : NOT_SUPPORTED;
            if (result == 0) {
                driver = found;
            }
            observe(GuestStage.FIRMWARE_PVTIME, result);
        }
    }

    @Override
    public long step(int vcpu, long now) {
        if (vcpu != boot || !executing) {
            return enter(vcpu, now);
        }
        book(now);
        return run(now);
    }

    private long run(long now) {
        if (left > 0) {
            return now + left;
        }
        if (driver != null && options.map(FirmwareOptions::release).orElse(false)) {
            driver.handOver(boot, Handover.BOOT);
        }
        platform.memory().forgetHostWrites();
        return stages.startKernel(guest.kernel(), boot, true, now);
    }

    @Override
    public void exit(int vcpu, long now) {
        if (vcpu == boot && executing) {
            book(now);
            executing = false;
        }
    }

    private void book(long now) {
        left -= now - mark;
        mark = now;
    }

    @Override
    public long wakeUp(int vcpu, long now) {
        return GuestSystem.NEVER;
    }

    @Override
    public Software copy() {
        Firmware copy = new Firmware(guest, platform, drivers, stages, boot);
        copy.driver = driver == null ? null : driver.copy();
        copy.begun = begun;
        copy.left = left;
        return copy;
    }

    @Override
    public void clockChanged(long now) {
        // Firmware runs for an amount of CPU time and reads no clock.
    }

    private void observe(GuestStage stage, long detail) {
        platform.observe(Observations.GUEST_STAGE, boot, stage.code(), detail);
    }
}
