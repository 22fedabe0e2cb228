import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite portal` serves the pages while they are worked on, over the API of a running `meetpoint serve`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  server: {
    proxy: { '/api': { target: 'http://localhost:4180', headers: { origin: 'http://localhost:4180' } } },
  },
  build: { emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 900, reportCompressedSize: false },
});
