package org.foliot.guest;

/** How one stage of guest software starts the next. */
interface Stages {
    /**
     * Enters a kernel.
     *
     * @param kernel which
     * @param boot the vCPU that enters it
     * @param whole whether it is there to run processes on all CPUs; a crash kernel is not
     * @return what {@link Software#enter} of the kernel returned
     */
    long startKernel(KernelSpec kernel, int boot, boolean whole, long now);

    /** Starts the firmware after a reset; returns what its {@link Software#enter} returned. */
    long startFirmware(int boot, long now);
}
