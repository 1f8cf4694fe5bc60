// 中文编码: without a byte order mark, so that only the server says how it is read.
window.nbSelftestProbe = '中文编码';
