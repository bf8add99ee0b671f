s = 'é日本' + undefined_名
