/** KVM on arm64: SMCCC discovery, the vCPU attribute and the stolen time device. */
package org.foliot.hypervisor.kvm;
