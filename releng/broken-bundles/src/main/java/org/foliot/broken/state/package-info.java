/** Components that remember something from one VM or host to the next. */
package org.foliot.broken.state;
